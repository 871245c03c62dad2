package top.vetra.standalone.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import top.vetra.standalone.Settings;
import top.vetra.standalone.embedded.Loopback;

/** Everything that one machine needs to turn links into MP3s, in one JVM. */
public final class Stack implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Stack.class);

  private final Deque<AutoCloseable> toClose = new ArrayDeque<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private int port;

  private Stack() {}

  /**
   * Returns when jobs are accepted.
   *
   * @param extra properties for the services beside the connections to the parts
   * @param progress is told in a few words what is being waited for
   */
  public static Stack start(
      Settings settings, Map<String, String> extra, Consumer<String> progress) {
    Stack stack = new Stack();
    try {
      stack.open(settings, extra, progress);
      return stack;
    } catch (Exception e) {
      log.error("The stack could not start", e);
      stack.close();
      if (e instanceof StartFailure failure) {
        throw failure;
      }
      throw new StartFailure("Vetra could not start: " + e.getMessage(), e);
    }
  }

  private void open(Settings settings, Map<String, String> extra, Consumer<String> progress)
      throws Exception {
    lock(settings);
    if (settings.port() != 0 && !Loopback.isFree(settings.port())) {
      throw new StartFailure(
          "Port "
              + settings.port()
              + " is taken by another program: stop it, or choose another port with VETRA_PORT.");
    }
    settings.home().emptyTemporary();
    progress.accept("Starting Kafka, Redis and the object store…");
    Parts parts = Parts.start(settings);
    toClose.push(parts);
    progress.accept("Starting the services…");
    Map<String, String> properties = new HashMap<>(parts.connections());
    properties.put("vetra.home", settings.home().folder().toString());
    properties.putAll(extra);
    Services services = Services.start(settings.port(), properties);
    toClose.push(services);
    port = services.port();
    record(settings);
  }

  private void lock(Settings settings) throws IOException {
    HomeLock lock =
        HomeLock.tryLock(settings.home().lock())
            .orElseThrow(
                () ->
                    new StartFailure(
                        "Vetra is already running with the folder "
                            + settings.home().folder()
                            + ": stop it first, or choose another folder with VETRA_HOME."));
    toClose.push(lock);
  }

  private void record(Settings settings) throws IOException {
    toClose.push(() -> Files.deleteIfExists(settings.home().stackRecord()));
    new StackRecord(ProcessHandle.current().pid(), port, url())
        .writeTo(settings.home().stackRecord());
  }

  /** The page's address. */
  public String url() {
    return "http://localhost:" + port;
  }

  /** Services first, then the parts that they stand on; a second call does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    while (!toClose.isEmpty()) {
      AutoCloseable next = toClose.pop();
      try {
        next.close();
      } catch (Exception e) {
        log.warn("Did not stop cleanly: {}", next, e);
      }
    }
  }
}
