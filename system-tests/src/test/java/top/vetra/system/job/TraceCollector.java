package top.vetra.system.job;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Takes what services export by OTLP over HTTP, as protobuf, each export from one service. */
final class TraceCollector implements AutoCloseable {

  private final HttpServer server;
  private final Queue<String> exports = new ConcurrentLinkedQueue<>();

  TraceCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort() + "/v1/traces";
  }

  /** Those of the services that told of this trace. */
  List<String> whoToldOf(String trace, List<String> services) {
    String id = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
    return services.stream()
        .filter(
            service -> exports.stream().anyMatch(one -> one.contains(id) && one.contains(service)))
        .toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      exports.add(
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
