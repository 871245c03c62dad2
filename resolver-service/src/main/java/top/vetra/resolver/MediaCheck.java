package top.vetra.resolver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Whether a recording can be read from this machine, as the fetcher would: past the proxy for X.
 */
record MediaCheck(URI playlist, boolean isRead, String outcome) {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** Reads the playlist. */
  static MediaCheck of(URI playlist) {
    HttpRequest request =
        HttpRequest.newBuilder(playlist).timeout(LIMIT).header("Referer", "https://x.com/").build();
    try {
      int status =
          HttpClient.newBuilder()
              .connectTimeout(LIMIT)
              .build()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode();
      return new MediaCheck(playlist, status == 200, "answered " + status);
    } catch (IOException e) {
      return new MediaCheck(playlist, false, "does not answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new MediaCheck(playlist, false, "was not waited for");
    }
  }
}
