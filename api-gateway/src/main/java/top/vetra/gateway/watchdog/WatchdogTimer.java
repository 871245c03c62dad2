package top.vetra.gateway.watchdog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.projection.LogLag;

/**
 * Lets the watchdog look again and again while the application runs, but not while the records are
 * behind the log: what looks silent there may be well.
 */
final class WatchdogTimer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WatchdogTimer.class);

  private static final Duration ONE_LOOK = Duration.ofMinutes(1);

  private final Watchdog watchdog;
  private final LogLag lag;
  private final Duration interval;
  private @Nullable Disposable looking;

  WatchdogTimer(Watchdog watchdog, LogLag lag, Duration interval) {
    this.watchdog = watchdog;
    this.lag = lag;
    this.interval = interval;
  }

  @Override
  public void start() {
    looking = Flux.interval(interval).onBackpressureDrop().concatMap(tick -> look(), 1).subscribe();
  }

  private Mono<Void> look() {
    return lag.isSmall()
        .filter(small -> small)
        .flatMap(small -> watchdog.look())
        .timeout(ONE_LOOK)
        .onErrorResume(
            failure -> {
              log.warn("silent conversions could not be looked after", failure);
              return Mono.empty();
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
