package top.vetra.system.chaos.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import top.vetra.system.chaos.history.Seen;

/** A job's events as an EventSource reads them: it comes back with the last id until the end. */
final class Stream {

  private static final AtomicInteger COUNT = new AtomicInteger();

  /** Longer than the product is silent in a stream that is well. */
  private static final int SILENCE_MILLIS = 8_000;

  private static final int PAUSE_MILLIS = 300;

  private final String name = "stream " + COUNT.incrementAndGet();
  private final Caller caller;
  private final String job;
  private String lastId = "";
  private boolean ended;

  Stream(Caller caller, String job) {
    this.caller = caller;
    this.job = job;
  }

  /** Follows the job to its end, or until this is over. */
  void follow(BooleanSupplier over) throws InterruptedException {
    while (!ended && !over.getAsBoolean()) {
      try {
        connect(over);
      } catch (IOException e) {
        // It comes back, as an EventSource does.
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private void connect(BooleanSupplier over) throws IOException {
    long from = caller.history().now();
    HttpURLConnection connection = (HttpURLConnection) caller.events(job).toURL().openConnection();
    connection.setConnectTimeout(SILENCE_MILLIS);
    connection.setReadTimeout(SILENCE_MILLIS);
    connection.setRequestProperty("Authorization", "Bearer " + caller.apiKey());
    if (!lastId.isEmpty()) {
      connection.setRequestProperty("Last-Event-ID", lastId);
    }
    try {
      int status = connection.getResponseCode();
      ended = status == 204;
      if (status == 200) {
        read(connection, from, over);
      }
    } finally {
      connection.disconnect();
    }
  }

  private void read(HttpURLConnection connection, long from, BooleanSupplier over)
      throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      String id = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("data:")) {
          event(from, id, Caller.JSON.readTree(line.substring(5)));
        }
        if (ended || over.getAsBoolean()) {
          return;
        }
      }
    }
  }

  private void event(long from, String id, JsonNode body) {
    lastId = id;
    // Behind the version stands how far the job has come in the line.
    long version = Long.parseLong(id.split("-", 2)[0]);
    Seen.View view = new Seen.View(from, caller.history().now(), job, name, version, body);
    caller.history().add(view);
    ended = view.isFinal();
  }
}
