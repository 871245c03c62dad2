package top.vetra.standalone.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import top.vetra.standalone.DemoSettings;
import top.vetra.standalone.Settings;
import top.vetra.standalone.embedded.KeptSecret;
import top.vetra.standalone.embedded.Loopback;

/** Everything that one machine needs to turn links into MP3s, in one JVM. */
public final class Stack implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Stack.class);

  /** As long as a part that is just starting is waited for, to stop it as well. */
  private static final long STARTING_PARTS_SECONDS = 10;

  private final Deque<AutoCloseable> toClose = new ConcurrentLinkedDeque<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantLock startingParts = new ReentrantLock();
  private int port;
  private @Nullable String demoLink;

  private Stack() {}

  /**
   * Returns when jobs are accepted. The stack stops with the JVM.
   *
   * @param progress is told in a few words what is being waited for
   * @throws StartFailure with a sentence for a person
   */
  public static Stack start(Settings settings, Consumer<String> progress) {
    Stack stack = new Stack();
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "vetra-stop"));
    try {
      stack.open(settings, progress);
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

  private void open(Settings settings, Consumer<String> progress) throws Exception {
    toClose.push(
        HomeLock.tryLock(settings.home().lock())
            .orElseThrow(() -> new AlreadyRunning(settings.home().folder())));
    if (settings.port() != 0 && !Loopback.isFree(settings.port())) {
      throw new StartFailure(
          "Port "
              + settings.port()
              + " is taken by another program: stop it, or choose another port with VETRA_PORT.");
    }
    settings.home().emptyTemporary();
    progress.accept("Starting Kafka, Redis and the object store…");
    Map<String, String> properties = new HashMap<>();
    properties.put("vetra.home", settings.home().folder().toString());
    String instanceKey = settings.instanceKey();
    properties.put(
        "vetra.instance-key",
        instanceKey == null ? KeptSecret.in(settings.home().instanceKey()) : instanceKey);
    properties.put("vetra.disk.folder", settings.home().folder().toString());
    for (Ground ground : startGrounds(settings)) {
      properties.putAll(ground.properties());
      ground.link().ifPresent(link -> demoLink = link);
    }
    progress.accept("Starting the services…");
    Services services = Services.start(settings.port(), properties);
    toClose.push(services);
    port = services.port();
    record(settings);
  }

  private List<Ground> startGrounds(Settings settings) throws Exception {
    startingParts.lock();
    try {
      if (closed.get()) {
        throw new StartFailure("Vetra was stopped while it was starting.");
      }
      List<Ground> grounds = SideBySide.start(grounds(settings));
      grounds.forEach(toClose::push);
      return grounds;
    } finally {
      startingParts.unlock();
    }
  }

  private static List<Callable<Ground>> grounds(Settings settings) {
    DemoSettings demo = settings.demo();
    return demo == null
        ? List.of(() -> Parts.start(settings))
        : List.of(() -> Parts.start(settings), () -> Demo.start(settings.home(), demo));
  }

  private void record(Settings settings) throws IOException {
    toClose.push(() -> Files.deleteIfExists(settings.home().stackRecord()));
    new StackRecord(ProcessHandle.current().pid(), port, url())
        .writeTo(settings.home().stackRecord());
  }

  /** A link that the stand-in for X knows. */
  public Optional<String> demoLink() {
    return Optional.ofNullable(demoLink);
  }

  /** The page's address. */
  public String url() {
    return "http://localhost:" + port;
  }

  /** Has this closed before anything else of the stack. */
  public void closeFirst(AutoCloseable other) {
    toClose.push(other);
  }

  /** Services first, then the parts that they stand on; a second call does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    boolean settled = awaitStartingParts();
    log.info("Stopping{}", settled ? "" : ", although something is still starting");
    for (AutoCloseable next = toClose.poll(); next != null; next = toClose.poll()) {
      try {
        Instant started = Instant.now();
        next.close();
        log.info(
            "Stopped {} after {}",
            next.getClass().getSimpleName(),
            Duration.between(started, Instant.now()));
      } catch (Exception e) {
        log.warn("Did not stop cleanly: {}", next, e);
      }
    }
  }

  private boolean awaitStartingParts() {
    try {
      if (startingParts.tryLock(STARTING_PARTS_SECONDS, TimeUnit.SECONDS)) {
        startingParts.unlock();
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
