package top.vetra.gateway.dispatch;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.projection.LogLag;
import top.vetra.gateway.queue.Dispatcher;

/**
 * Lets the dispatcher look whenever something has changed here, and now and then for what has
 * changed elsewhere; but not while the records are behind the log: what waits there may be done.
 */
@Component
final class DispatchTimer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DispatchTimer.class);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration BETWEEN_RECONCILIATIONS = Duration.ofSeconds(15);

  /** By then whoever let a conversion out has begun it, or never will. */
  private static final Duration BEGINNING = Duration.ofSeconds(10);

  private static final Duration ONE_LOOK = Duration.ofSeconds(30);

  private final Dispatcher dispatcher;
  private final LogLag lag;
  private @Nullable Disposable looking;

  DispatchTimer(Dispatcher dispatcher, LogLag lag) {
    this.dispatcher = dispatcher;
    this.lag = lag;
  }

  @Override
  public void start() {
    looking =
        Disposables.composite(
            repeat(
                Flux.merge(dispatcher.changes(), Flux.interval(BETWEEN_LOOKS)),
                dispatcher::dispatch),
            repeat(Flux.interval(BETWEEN_RECONCILIATIONS), () -> dispatcher.reconcile(BEGINNING)));
  }

  /** One look at a time; changes meanwhile are looked at in one more. */
  private Disposable repeat(Flux<?> signals, Supplier<Mono<Void>> look) {
    return signals
        .onBackpressureLatest()
        .concatMap(
            signal ->
                lag.isSmall()
                    .filter(small -> small)
                    .flatMap(small -> look.get())
                    .timeout(ONE_LOOK)
                    .onErrorResume(
                        failure -> {
                          log.warn("no conversions could be let out of the line", failure);
                          return Mono.empty();
                        }),
            0)
        .subscribe();
  }

  @Override
  public void stop() {
    if (looking != null) {
      looking.dispose();
      looking = null;
    }
  }

  @Override
  public boolean isRunning() {
    return looking != null;
  }
}
