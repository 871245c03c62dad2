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
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  VetraApi(URI base) {
    this.jobs = base.resolve("/api/v1/jobs");
  }

  /** Whether what listens there is Vetra: a job that cannot exist gets a problem for an answer. */
  boolean answers() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(job("none")).timeout(ANSWER_WITHIN).build();
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
        HttpRequest.newBuilder(jobs)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  Job job(Job known) throws IOException, InterruptedException {
    return exchange(HttpRequest.newBuilder(job(known.id())));
  }

  void cancel(Job known) throws IOException, InterruptedException {
    http.send(
        HttpRequest.newBuilder(job(known.id())).DELETE().timeout(Duration.ofSeconds(2)).build(),
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
