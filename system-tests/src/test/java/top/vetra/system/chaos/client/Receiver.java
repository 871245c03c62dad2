package top.vetra.system.chaos.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import top.vetra.system.chaos.history.History;
import top.vetra.system.chaos.history.Seen;

/**
 * Endpoints of webhooks. Some misbehave at the first call of each webhook, in a way of their own.
 */
public final class Receiver implements AutoCloseable {

  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final List<String> MANNERS =
      List.of("well", "well", "well", "refusing", "closing", "slow", "hanging");

  private static final int SLOW_MILLIS = 2_000;

  /** Longer than a webhook call waits. */
  private static final int HANGING_MILLIS = 17_000;

  private final Map<String, Integer> calls = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final History history;
  private final HttpServer server;

  /** Starts them all on one port. */
  public Receiver(History history) throws IOException {
    this.history = history;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  /** As {@code VETRA_WEBHOOK_ALLOWED_HOSTS} wants it. */
  public String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The secret that all of them share. It must not be found anywhere else. */
  public static String secret() {
    return SECRET;
  }

  /** The address of one of them. */
  String url(SplittableRandom random) {
    return "http://" + host() + "/" + MANNERS.get(random.nextInt(MANNERS.size()));
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
    String id = headers.firstValue("webhook-id").orElse("");
    boolean first = calls.merge(id, 1, Integer::sum) == 1;
    String manner = exchange.getRequestURI().getPath().substring(1);
    boolean takes = !first || manner.equals("well") || manner.equals("slow");
    JsonNode json = Caller.JSON.readTree(body);
    history.add(
        new Seen.Told(
            history.now(),
            json.path("data").path("id").asString(""),
            id,
            isGenuine(body, headers),
            takes,
            json));
    try {
      if (first) {
        misbehave(manner);
      }
      if (takes || manner.equals("refusing")) {
        exchange.sendResponseHeaders(takes ? 204 : 500, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private static void misbehave(String manner) throws InterruptedException {
    switch (manner) {
      case "slow" -> Thread.sleep(SLOW_MILLIS);
      case "hanging" -> Thread.sleep(HANGING_MILLIS);
      default -> {}
    }
  }

  private static boolean isGenuine(String body, HttpHeaders headers) {
    try {
      new Webhook(SECRET).verify(body, headers);
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
