package top.vetra.pipeline.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Looks again and again whether all topics are there, while the application runs. */
final class TopicWatch implements SmartLifecycle {

  private static final Duration PERIOD = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);

  private final QueueTopology topology;
  private @Nullable Disposable watching;

  TopicWatch(QueueTopology topology) {
    this.topology = topology;
  }

  @Override
  public synchronized void start() {
    watching = Flux.interval(PERIOD).onBackpressureDrop().concatMap(tick -> look(), 1).subscribe();
  }

  private Mono<Void> look() {
    return Mono.<Void>fromRunnable(topology::restore)
        .subscribeOn(Schedulers.boundedElastic())
        .onErrorResume(
            failure -> {
              log.warn("it is not known whether all topics are there: {}", failure.toString());
              return Mono.empty();
            });
  }

  @Override
  public synchronized void stop() {
    if (watching != null) {
      watching.dispose();
      watching = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return watching != null;
  }
}
