package top.vetra.gateway;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * Receivers of webhooks as others run them: one that verifies with the library of Standard
 * Webhooks, and one that takes calls and says nothing.
 */
final class Endpoints {

  static final String OLD_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  static final String NEW_SECRET = "whsec_Y2F0Y2F0Y2F0Y2F0Y2F0Y2F0Y2F0Y2F0Y2F0";

  private static final Map<String, List<Call>> CALLS = new ConcurrentHashMap<>();
  private static final Map<String, Queue<Integer>> STATUSES = new ConcurrentHashMap<>();
  private static final HttpServer RECEIVER = server(Endpoints::receive);
  private static final CountDownLatch BURIED = new CountDownLatch(1);
  private static final HttpServer DEAD = server(Endpoints::hang);

  private Endpoints() {}

  /** A call as it was received. */
  record Call(HttpHeaders headers, String body) {

    /** Whether a receiver that knows this secret takes the call for ours. */
    boolean isVerifiedBy(String secret) {
      try {
        new Webhook(secret).verify(body, headers);
        return true;
      } catch (WebhookVerificationException e) {
        return false;
      }
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  /** What the operator has to allow. */
  static String allowed() {
    return host(RECEIVER.getAddress().getPort()) + "," + host(DEAD.getAddress().getPort());
  }

  /** The address of an endpoint that answers so, one status a call, and 200 from then on. */
  static String answering(String name, Integer... statuses) {
    STATUSES.put(name, new ConcurrentLinkedQueue<>(List.of(statuses)));
    return "http://" + host(RECEIVER.getAddress().getPort()) + "/" + name + "?key=its-secret";
  }

  /** The address of an endpoint that does not answer before it is buried. */
  static String dead() {
    return "http://" + host(DEAD.getAddress().getPort()) + "/dead";
  }

  /** Has the dead endpoint want no more calls, so that it is left in peace. */
  static void bury() {
    BURIED.countDown();
  }

  /** What an endpoint has received. */
  static List<Call> calls(String name) {
    return CALLS.getOrDefault(name, List.of());
  }

  private static String host(int port) {
    return "127.0.0.1:" + port;
  }

  private static void receive(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring(1);
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    CALLS
        .computeIfAbsent(name, unheard -> new CopyOnWriteArrayList<>())
        .add(new Call(HttpHeaders.of(exchange.getRequestHeaders(), (a, b) -> true), body));
    Integer status = STATUSES.getOrDefault(name, new ConcurrentLinkedQueue<>()).poll();
    exchange.sendResponseHeaders(status == null ? 200 : status, -1);
    exchange.close();
  }

  private static void hang(HttpExchange exchange) throws IOException {
    try {
      BURIED.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.sendResponseHeaders(410, -1);
    exchange.close();
  }

  private static HttpServer server(HttpHandler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
      server.createContext("/", handler);
      server.setExecutor(Executors.newCachedThreadPool());
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
