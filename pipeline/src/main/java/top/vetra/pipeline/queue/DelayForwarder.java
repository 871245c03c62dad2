package top.vetra.pipeline.queue;

import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Moves the records of one bucket on when their time has come: to their queue, or to a further
 * bucket. A record that cannot be moved is an error, and stays where it is.
 */
final class DelayForwarder implements AcknowledgingMessageListener<String, byte[]> {

  private static final Logger log = LoggerFactory.getLogger(DelayForwarder.class);

  private static final long SEND_TIMEOUT_SECONDS = 30;

  private final DelayBucket bucket;
  private final KafkaTemplate<String, byte[]> kafka;
  private final Clock clock;

  private final LongSupplier nanoTime;
  private final Map<Integer, FirstSeen> seen = new HashMap<>();

  DelayForwarder(
      DelayBucket bucket, KafkaTemplate<String, byte[]> kafka, Clock clock, LongSupplier nanoTime) {
    this.bucket = bucket;
    this.kafka = kafka;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  @Override
  public void onMessage(
      ConsumerRecord<String, byte[]> record, @Nullable Acknowledgment acknowledgment) {
    if (acknowledgment == null) {
      throw new IllegalStateException("acknowledgment: null (expected: manual acknowledgment)");
    }
    DelayedRecord delayed = DelayedRecord.of(record);
    if (delayed == null) {
      log.error(
          "record of conversion {} at offset {} of {} does not say where it goes: it is dropped",
          record.key(),
          record.offset(),
          record.topic());
      Metrics.counter("vetra.tasks.unreadable", "queue", record.topic()).increment();
      acknowledgment.acknowledge();
      return;
    }
    Instant now = clock.instant();
    Instant leaves =
        earlier(delayed.due(), Instant.ofEpochMilli(record.timestamp()).plus(bucket.delay()));
    Duration wait = shorter(Duration.between(now, leaves), restOfDelay(record));
    if (wait.compareTo(Duration.ZERO) > 0) {
      acknowledgment.nack(wait);
      return;
    }
    forward(record, delayed, Duration.between(now, delayed.due()));
    acknowledgment.acknowledge();
  }

  /**
   * What is left of the bucket's delay since the record was first seen here. No record waits for
   * longer, whatever its time stamp and the clock say: those behind it would wait as well.
   */
  private Duration restOfDelay(ConsumerRecord<?, ?> record) {
    FirstSeen first =
        seen.compute(
            record.partition(),
            (partition, before) ->
                before != null && before.offset() == record.offset()
                    ? before
                    : new FirstSeen(record.offset(), nanoTime.getAsLong()));
    return bucket.delay().minusNanos(nanoTime.getAsLong() - first.nanos());
  }

  private void forward(
      ConsumerRecord<String, byte[]> record, DelayedRecord delayed, Duration rest) {
    var onward =
        new ProducerRecord<>(
            next(delayed, rest).orElse(delayed.topic()), record.key(), record.value());
    DelayedRecord.keepOthers(record, onward);
    if (!onward.topic().equals(delayed.topic())) {
      DelayedRecord.mark(onward, delayed.topic(), delayed.due());
    }
    try {
      kafka.send(onward).get(SEND_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while moving a delayed task", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a delayed task could not be moved", e);
    }
  }

  /** The bucket in which the record waits on; empty once it is due. */
  private static Optional<String> next(DelayedRecord delayed, Duration rest) {
    if (!QueueTopology.isQueue(delayed.topic())) {
      // Another version's, perhaps: it is kept, and holds up no other.
      log.error("there is no queue {}: a delayed task waits for it", delayed.topic());
      return Optional.of(DelayBucket.HOUR.topic());
    }
    return rest.isNegative() || rest.isZero()
        ? Optional.empty()
        : Optional.of(DelayBucket.forWait(rest).topic());
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** By a clock that nobody sets. */
  private record FirstSeen(long offset, long nanos) {}
}
