package top.vetra.system.chaos.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import top.vetra.system.chaos.history.Seen;

/** A client that does everything wrong. */
final class Nuisance implements Callable<@Nullable Void> {

  private static final String JOBS = "/api/v1/jobs";
  private static final int LONGEST_PAUSE_MILLIS = 900;
  private static final int SLOW_BYTES = 40;
  private static final int TOO_MUCH = 64 * 1024;

  private final Caller caller;
  private final SplittableRandom random;
  private final BooleanSupplier over;

  Nuisance(Caller caller, SplittableRandom random, BooleanSupplier over) {
    this.caller = caller;
    this.random = random;
    this.over = over;
  }

  @Override
  public @Nullable Void call() throws InterruptedException {
    while (!over.getAsBoolean()) {
      try {
        annoy();
      } catch (IOException e) {
        // It has it coming.
      }
      Thread.sleep(random.nextInt(50, LONGEST_PAUSE_MILLIS));
    }
    return null;
  }

  private void annoy() throws IOException, InterruptedException {
    switch (random.nextInt(10)) {
      case 0 -> post("{\"url\": \"https://x.com/i/spaces/1Dem", "invalid-request");
      case 1 -> post("{\"url\": \"https://example.com/\"}", "unsupported-link");
      case 2 -> post("{\"url\": 7}", "invalid-request", "invalid-link");
      case 3 ->
          post(
              "{\"url\": \"https://x.com/i/spaces/1DemoSpaceXYZ\", \"webhook\":"
                  + " {\"url\": \"https://169.254.169.254/\"}}",
              "invalid-request");
      case 4 -> post("{\"url\": \"" + "x".repeat(TOO_MUCH) + "\"}", "content-too-large");
      case 5 ->
          caller.refuse(
              caller.request(JOBS + "/aaaaaaaaaaaaaaaaaaaaaaaaaa").GET().build(),
              Set.of("not-found"));
      case 6 ->
          caller.refuse(
              HttpRequest.newBuilder(caller.address(JOBS))
                  .header("Authorization", "Bearer not-a-key-of-this-instance")
                  .POST(
                      BodyPublishers.ofString(
                          "{\"url\": \"https://x.com/i/spaces/1DemoSpaceXYZ\"}"))
                  .build(),
              Set.of("unauthorized"));
      case 7 ->
          caller.refuse(
              caller.request(JOBS).POST(BodyPublishers.ofString("url=x")).build(),
              Set.of("unsupported-media-type"));
      case 8 -> halfARequest();
      default -> slowReader();
    }
  }

  private void post(String body, String... codes) {
    caller.refuse(
        caller
            .request(JOBS)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        Set.of(codes));
  }

  private void halfARequest() throws IOException, InterruptedException {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              ("POST "
                      + JOBS
                      + " HTTP/1.1\r\nHost: "
                      + host()
                      + "\r\nContent-Length: 500\r\n"
                      + "Content-Type: application/json\r\nAuthorization: Bearer "
                      + caller.apiKey()
                      + "\r\n\r\n{\"url\"")
                  .getBytes(US_ASCII));
      Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    }
  }

  /** Follows a job that somebody has asked for, a byte at a time, and goes. */
  private void slowReader() throws IOException, InterruptedException {
    String job =
        caller
            .history()
            .of(Seen.Accepted.class)
            .reduce((a, b) -> b)
            .map(Seen.Accepted::job)
            .orElse("none");
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + JOBS
                      + "/"
                      + job
                      + "/events HTTP/1.1\r\nHost: "
                      + host()
                      + "\r\nAuthorization: Bearer "
                      + caller.apiKey()
                      + "\r\n\r\n")
                  .getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      for (int i = 0; i < SLOW_BYTES && in.read() >= 0; i++) {
        Thread.sleep(random.nextInt(100));
      }
    }
  }

  private Socket connect() throws IOException {
    URI address = caller.address("/");
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(2_000);
    return socket;
  }

  private String host() {
    return caller.address("/").getAuthority();
  }
}
