package top.vetra.standalone.get;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Answers like a gateway, from a script: one answer a call, the last of them for ever. */
final class FakeVetra implements AutoCloseable {

  private record Answer(int status, String contentType, String body) {}

  private final HttpServer server;
  private final Deque<Answer> jobs = new ArrayDeque<>();
  private final Deque<Answer> files = new ArrayDeque<>();
  private final List<String> calls = new ArrayList<>();

  FakeVetra() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/jobs", exchange -> answer(exchange, jobs));
    server.createContext("/file", exchange -> answer(exchange, files));
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  FakeVetra job(String status, String rest) {
    String json =
        """
        {"id": "j1", "status": "%s", "unknown": true,
         "progress": {"percent": 40, "segmentsFetched": 4, "segmentsTotal": 10,
                      "chunksEncoded": 0, "chunksTotal": 0, "etaSeconds": 7},
         "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z"%s}
        """
            .formatted(status, rest.isEmpty() ? "" : ", " + rest);
    return add(jobs, 200, "application/json", json);
  }

  FakeVetra completed(String fileName, long sizeBytes) {
    return job(
        "completed",
        """
        "result": {"url": "%s/file", "expiresAt": "2026-01-02T00:00:00Z", "fileName": "%s",
                   "contentType": "audio/mpeg", "sizeBytes": %d, "durationSeconds": 1.5,
                   "gaps": []}
        """
            .formatted(base(), fileName, sizeBytes));
  }

  FakeVetra refusal(int status, String code, String detail) {
    return add(
        jobs,
        status,
        "application/problem+json",
        """
        {"type": "https://vetra.top/problems/%s", "title": "t", "status": %d, "detail": "%s",
         "code": "%s"}
        """
            .formatted(code, status, detail, code));
  }

  FakeVetra broken() {
    return add(jobs, 503, "text/plain", "restarting");
  }

  FakeVetra file(int status, String body) {
    return add(files, status, "audio/mpeg", body);
  }

  List<String> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  private FakeVetra add(Deque<Answer> script, int status, String type, String body) {
    script.add(new Answer(status, type, body));
    return this;
  }

  private void answer(HttpExchange exchange, Deque<Answer> script) throws IOException {
    Answer answer = script.size() > 1 ? script.remove() : script.element();
    synchronized (calls) {
      calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    }
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
