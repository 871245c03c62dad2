package top.vetra.gateway.watchdog;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.projection.LogLag;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;

/**
 * Lets the watchdog look again and again while the application runs, but not while the records are
 * behind the log (what looks silent there may be well) or the object store is away: then nothing
 * could have been heard.
 */
final class WatchdogTimer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WatchdogTimer.class);

  private static final Duration ONE_LOOK = Duration.ofMinutes(1);

  /** Whatever takes longer to answer does not let anybody work. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Watchdog watchdog;
  private final WorkingTime working;
  private final LogLag lag;
  private final ObjectStore store;
  private final Duration interval;
  private final Clock clock;
  private @Nullable Disposable looking;

  WatchdogTimer(
      Watchdog watchdog,
      WorkingTime working,
      LogLag lag,
      ObjectStore store,
      Duration interval,
      Clock clock) {
    this.watchdog = watchdog;
    this.working = working;
    this.lag = lag;
    this.store = store;
    this.interval = interval;
    this.clock = clock;
  }

  @Override
  public void start() {
    looking = Flux.interval(interval).onBackpressureDrop().concatMap(tick -> look(), 1).subscribe();
  }

  private Mono<Void> look() {
    return isWell()
        .doOnNext(well -> working.tick(clock.instant(), System.nanoTime(), well))
        .filter(well -> well)
        .flatMap(well -> watchdog.look())
        .timeout(ONE_LOOK)
        .onErrorResume(
            failure -> {
              log.warn("silent conversions could not be looked after", failure);
              return Mono.empty();
            });
  }

  private Mono<Boolean> isWell() {
    return Mono.zip(
            lag.isSmall(),
            // Whether there is such an object does not matter, but that the store knows.
            store.exists(ObjectKeys.ended("nothing")).thenReturn(true),
            Boolean::logicalAnd)
        .timeout(ANSWER)
        .onErrorResume(
            failure -> {
              log.warn("silence does not count: {}", failure.toString());
              return Mono.just(false);
            });
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
