package top.vetra.system.job;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API as a caller without our code would use it. */
public final class Api {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration POLL = Duration.ofMillis(100);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  /** An API at this address. */
  public Api(String base) {
    this.base = base;
  }

  /** The address. */
  public String base() {
    return base;
  }

  /** An answer. */
  public record Answer(int status, JsonNode body, HttpResponse<?> response) {

    /** The contract's code of a problem. */
    public String code() {
      return body.path("code").asString("");
    }
  }

  /** Submits a link with the defaults; the job's id. */
  public String submit(String link) {
    return accepted(post(Map.of("url", link)));
  }

  /** Submits a request; the job's id. */
  public String submit(Map<String, ?> request) {
    return accepted(post(request));
  }

  private static String accepted(Answer answer) {
    if (answer.status() != 202) {
      throw new AssertionError("status " + answer.status() + ": " + answer.body());
    }
    return answer.body().path("id").asString("");
  }

  /** {@code POST /api/v1/jobs}. */
  public Answer post(Map<String, ?> request) {
    return post(JSON.writeValueAsString(request));
  }

  /** {@code POST /api/v1/jobs} with any body. */
  public Answer post(String body) {
    return send(
        request("/api/v1/jobs")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** {@code GET /api/v1/jobs/{id}}. */
  public Answer get(String id) {
    return send(request("/api/v1/jobs/" + id).GET());
  }

  /** {@code DELETE /api/v1/jobs/{id}}. */
  public Answer cancel(String id) {
    return send(request("/api/v1/jobs/" + id).DELETE());
  }

  /** The job once it is completed; fails with what else became of it. */
  public JsonNode awaitCompleted(String id, Duration patience) {
    JsonNode job = awaitEnd(id, patience);
    if (!job.path("status").asString("").equals("completed")) {
      throw new AssertionError("not completed: " + job);
    }
    return job;
  }

  /** The job once it has ended, in whatever way. */
  public JsonNode awaitEnd(String id, Duration patience) {
    return await(
        id,
        patience,
        job ->
            switch (job.path("status").asString("")) {
              case "completed", "failed", "canceled" -> true;
              default -> false;
            });
  }

  /** The job once it is as wanted. */
  public JsonNode await(String id, Duration patience, Predicate<JsonNode> wanted) {
    long deadline = System.nanoTime() + patience.toNanos();
    JsonNode job = get(id).body();
    while (!wanted.test(job)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not in time (" + patience + "): " + job);
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
      job = get(id).body();
    }
    return job;
  }

  /** Reads the job's events until the last. */
  public void followToEnd(String id) {
    try (Stream<String> lines =
        http.send(
                request("/api/v1/jobs/" + id + "/events").GET().build(),
                HttpResponse.BodyHandlers.ofLines())
            .body()) {
      lines.forEach(line -> {});
    } catch (IOException e) {
      throw new AssertionError("events failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Downloads a signed link. */
  public HttpResponse<Path> download(String url, Path file) {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofFile(file));
    } catch (IOException e) {
      throw new AssertionError("download failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode body =
          response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
      return new Answer(response.statusCode(), body, response);
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
