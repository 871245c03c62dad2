package top.vetra.transcoder.sweep;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Sweeps again and again, a period after the last time, for as long as the application runs. */
public final class SweepSchedule implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SweepSchedule.class);

  private final Supplier<Mono<Void>> sweep;
  private final Duration period;
  private @Nullable Disposable running;

  /** Sweeps every so often; a sweep that takes longer than the period is given up. */
  public SweepSchedule(Supplier<Mono<Void>> sweep, Duration period) {
    this.sweep = sweep;
    this.period = period;
  }

  @Override
  public synchronized void start() {
    running =
        Mono.delay(period)
            .then(Mono.defer(sweep).timeout(period))
            .onErrorResume(
                failure -> {
                  log.warn("sweep given up", failure);
                  return Mono.empty();
                })
            .repeat()
            .subscribe();
  }

  @Override
  public synchronized void stop() {
    if (running != null) {
      running.dispose();
      running = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return running != null;
  }
}
