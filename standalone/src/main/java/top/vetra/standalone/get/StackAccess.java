package top.vetra.standalone.get;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import top.vetra.model.link.LinkParser;
import top.vetra.standalone.Logs;
import top.vetra.standalone.Settings;
import top.vetra.standalone.stack.AlreadyRunning;
import top.vetra.standalone.stack.Stack;
import top.vetra.standalone.stack.StackRecord;

/** A stack to give work to: the one that runs, or one of our own for as long as it takes. */
final class StackAccess implements AutoCloseable {

  private static final Duration OTHER_READY_WITHIN = Duration.ofSeconds(60);

  private final URI base;
  private final @Nullable Stack own;

  private StackAccess(URI base, @Nullable Stack own) {
    this.base = base;
    this.own = own;
  }

  static StackAccess find(Settings settings, String link, ProgressLine progress)
      throws InterruptedException {
    Optional<URI> running = running(settings);
    if (running.isPresent()) {
      return new StackAccess(running.get(), null);
    }
    // Starting takes seconds: what can never be converted is told before.
    LinkParser.parse(link);
    try {
      return start(settings, progress);
    } catch (AlreadyRunning e) {
      progress.waitingFor("Waiting for Vetra to be ready…");
      return new StackAccess(awaitOther(settings, e), null);
    }
  }

  private static Optional<URI> running(Settings settings) throws InterruptedException {
    Optional<URI> recorded =
        StackRecord.runningBy(settings.home().stackRecord()).map(found -> URI.create(found.url()));
    if (recorded.isPresent() && new VetraApi(recorded.get()).answers()) {
      return recorded;
    }
    URI usual = URI.create("http://localhost:" + settings.port());
    return settings.port() != 0 && new VetraApi(usual).answers()
        ? Optional.of(usual)
        : Optional.empty();
  }

  private static StackAccess start(Settings settings, ProgressLine progress) {
    progress.waitingFor("Starting Vetra…");
    settings.home().create();
    Logs.to(settings.home().logs());
    Stack own = Stack.start(settings.onFreePort(), step -> {});
    return new StackAccess(URI.create(own.url()), own);
  }

  /** Somebody has just started a stack in the same home. */
  private static URI awaitOther(Settings settings, AlreadyRunning failure)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(OTHER_READY_WITHIN);
    while (Instant.now().isBefore(deadline)) {
      Optional<URI> running = running(settings);
      if (running.isPresent()) {
        return running.get();
      }
      Thread.sleep(300);
    }
    throw failure;
  }

  URI base() {
    return base;
  }

  /** Is done on Ctrl-C, while the stack still answers. */
  void whenInterrupted(Runnable lastWord) {
    if (own == null) {
      Runtime.getRuntime().addShutdownHook(new Thread(lastWord, "vetra-last-word"));
    } else {
      own.closeFirst(lastWord::run);
    }
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
