package top.vetra.system.chaos.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import top.vetra.system.chaos.history.History;
import top.vetra.system.chaos.history.Seen;
import top.vetra.system.chaos.history.Wish;
import top.vetra.xsimulator.RunningSimulator;

/** Saves files and compares them with what they should be. */
public final class Downloads {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final References references;
  private final Path folder;
  private final History history;

  /** Downloads into this folder. */
  public Downloads(RunningSimulator simulator, Path folder, History history) {
    this.references = new References(simulator, folder);
    this.folder = folder;
    this.history = history;
  }

  /**
   * Saves the file of a completed job.
   *
   * @param job as it was shown just now, so that its link is fresh
   * @return false where there was trouble on the way
   */
  public boolean save(Wish wish, JsonNode job) {
    try {
      Path file = Files.createTempFile(folder, "result", "");
      try {
        URI link = URI.create(job.path("result").path("url").asString(""));
        HttpResponse<Path> answer =
            http.send(
                HttpRequest.newBuilder(link).timeout(PATIENCE).build(), BodyHandlers.ofFile(file));
        int status = answer.statusCode();
        if (status >= 500) {
          return false;
        }
        String audio = status == 200 ? audio(wish, file) : "";
        history.add(
            new Seen.Got(
                history.now(),
                job.path("id").asString(""),
                status,
                Files.size(file),
                audio,
                references.of(wish)));
        return true;
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException e) {
      return false;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String audio(Wish wish, Path file) throws Exception {
    try {
      return references.audioOf(wish, file);
    } catch (AssertionError e) {
      return "unreadable: " + e.getMessage();
    }
  }
}
