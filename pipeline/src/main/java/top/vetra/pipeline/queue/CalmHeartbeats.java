package top.vetra.pipeline.queue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Has workers tell the broker less often that they are there, once they have found their queues.
 * Share consumers of Kafka 4.2 spin from the moment a heartbeat is due until it is answered, which
 * takes long while encoders have the cores: with some twenty workers at Kafka's five seconds that
 * was a tenth of a core. No task waits for a dead worker to be missed, since its lock ends before.
 *
 * <p>Not from the beginning, because a new group gets its queue with a later heartbeat than its
 * first.
 */
final class CalmHeartbeats implements SmartLifecycle {

  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final Duration SETTLED_AFTER = Duration.ofSeconds(20);

  private static final Logger log = LoggerFactory.getLogger(CalmHeartbeats.class);

  private final QueueTopology topology;
  private @Nullable Disposable change;

  CalmHeartbeats(QueueTopology topology) {
    this.topology = topology;
  }

  @Override
  public synchronized void start() {
    change =
        Schedulers.boundedElastic()
            .schedule(this::change, SETTLED_AFTER.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void change() {
    try {
      topology.heartbeatEvery(INTERVAL);
    } catch (RuntimeException e) {
      log.warn("heartbeats stay as frequent as they are", e);
    }
  }

  @Override
  public synchronized void stop() {
    if (change != null) {
      change.dispose();
      change = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return change != null;
  }
}
