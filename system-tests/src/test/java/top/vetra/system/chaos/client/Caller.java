package top.vetra.system.chaos.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.system.chaos.history.History;
import top.vetra.system.chaos.history.Seen;
import top.vetra.system.chaos.history.Wish;

/** Asks the API, and writes down every answer. No answer is trouble, and no news. */
public final class Caller {

  static final JsonMapper JSON = JsonMapper.shared();

  private static final String JOBS = "/api/v1/jobs";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String base;
  private final String apiKey;
  private final History history;

  /** A caller of the product at this address, with this key. */
  public Caller(String base, String apiKey, History history) {
    this.base = base;
    this.apiKey = apiKey;
    this.history = history;
  }

  History history() {
    return history;
  }

  String apiKey() {
    return apiKey;
  }

  URI address(String path) {
    return URI.create(base + path);
  }

  URI events(String job) {
    return address(JOBS + "/" + job + "/events");
  }

  /** Asks for a file; the job's id if it was accepted. */
  Optional<String> submit(Wish wish, @Nullable String key) {
    HttpRequest.Builder request = request(JOBS).header("Content-Type", "application/json");
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    request.POST(BodyPublishers.ofString(wish.body()));
    long from = history.now();
    return send(request.build())
        .flatMap(
            answer -> {
              if (answer.statusCode() != 202) {
                refused(answer, null, "POST " + JOBS, Set.of());
                return Optional.empty();
              }
              JsonNode body = JSON.readTree(answer.body());
              String job = body.path("id").asString("");
              long until = history.now();
              history.add(new Seen.Accepted(from, until, job, wish, key));
              history.add(new Seen.View(from, until, job, "POST", 0, body));
              return Optional.of(job);
            });
  }

  /** The job as it stands. */
  public Optional<JsonNode> get(String job) {
    return view(request(JOBS + "/" + job).GET().build(), job);
  }

  /** Cancels it. */
  Optional<JsonNode> cancel(String job) {
    history.add(new Seen.Canceling(history.now(), job));
    return view(request(JOBS + "/" + job).DELETE().build(), job);
  }

  /** Notes which webhook calls were made for it. */
  public Optional<JsonNode> tries(String job) {
    String path = JOBS + "/" + job + "/webhook-deliveries";
    return send(request(path).GET().build())
        .filter(answer -> isOk(answer, job, "GET " + path))
        .map(answer -> JSON.readTree(answer.body()))
        .map(
            body -> {
              history.add(new Seen.Tries(history.now(), job, body));
              return body;
            });
  }

  private Optional<JsonNode> view(HttpRequest request, String job) {
    long from = history.now();
    return send(request)
        .filter(answer -> isOk(answer, job, request.method() + " " + request.uri().getPath()))
        .map(answer -> JSON.readTree(answer.body()))
        .map(
            body -> {
              history.add(new Seen.View(from, history.now(), job, request.method(), 0, body));
              return body;
            });
  }

  private boolean isOk(HttpResponse<String> answer, String job, String what) {
    if (answer.statusCode() == 200) {
      return true;
    }
    refused(answer, job, what, Set.of());
    return false;
  }

  /** Sends what has to be refused with one of these codes. */
  void refuse(HttpRequest request, Set<String> codes) {
    String what = request.method() + " " + request.uri().getPath();
    send(request)
        .ifPresent(
            answer -> {
              if (answer.statusCode() < 400) {
                history.add(new Seen.LetIn(history.now(), what, answer.statusCode(), codes));
              } else {
                refused(answer, null, what, codes);
              }
            });
  }

  private void refused(
      HttpResponse<String> answer, @Nullable String job, String what, Set<String> codes) {
    history.add(
        new Seen.Refused(
            history.now(),
            job,
            what,
            answer.statusCode(),
            answer.headers().firstValue("Content-Type").orElse(null),
            answer.body(),
            codes));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + apiKey);
  }

  private Optional<HttpResponse<String>> send(HttpRequest request) {
    try {
      return Optional.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
