package top.vetra.standalone.get;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.model.job.Job;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** The REST interface of a running stack. */
final class VetraApi {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI jobs;
  private final @Nullable String key;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /** With the first of the keys that the environment gives to a closed instance. */
  VetraApi(URI base) {
    this.jobs = base.resolve("/api/v1/jobs");
    String keys = System.getenv("VETRA_API_KEYS");
    this.key = keys == null || keys.isBlank() ? null : keys.split(",", 2)[0].strip();
  }

  /** Whether what listens there is Vetra: a job that cannot exist gets a problem for an answer. */
  boolean answers() throws InterruptedException {
    try {
      HttpRequest request = request(job("none")).timeout(ANSWER_WITHIN).build();
      HttpResponse<Void> response = http.send(request, BodyHandlers.discarding());
      return response.statusCode() == 404
          && response
              .headers()
              .firstValue("Content-Type")
              .filter(type -> type.startsWith("application/problem+json"))
              .isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  Job submit(String link) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("url", link));
    return exchange(
        request(jobs)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  Job job(Job known) throws IOException, InterruptedException {
    return exchange(request(job(known.id())));
  }

  void cancel(Job known) throws IOException, InterruptedException {
    http.send(
        request(job(known.id())).DELETE().timeout(Duration.ofSeconds(2)).build(),
        BodyHandlers.discarding());
  }

  /** The finished file's bytes. */
  InputStream open(String signedLink) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(signedLink)).timeout(ANSWER_WITHIN).build();
    HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      response.body().close();
      throw new IOException("the download link answered " + response.statusCode());
    }
    return response.body();
  }

  private HttpRequest.Builder request(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    return key == null ? request : request.header("Authorization", "Bearer " + key);
  }

  private URI job(String id) {
    return URI.create(jobs + "/" + id);
  }

  private Job exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpRequest built = request.header("Accept", "application/json").timeout(ANSWER_WITHIN).build();
    HttpResponse<String> response = http.send(built, BodyHandlers.ofString());
    try {
      if (response.statusCode() / 100 == 2) {
        return JSON.readValue(response.body(), Job.class);
      }
      JsonNode problem = JSON.readTree(response.body());
      if (response.statusCode() / 100 == 4 && problem.hasNonNull("detail")) {
        throw new ProblemException(
            ProblemCode.of(problem.path("code").asString()), problem.path("detail").asString());
      }
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException("Vetra gave an answer that cannot be understood", e);
    }
    throw new IOException("Vetra answered " + response.statusCode());
  }
}
