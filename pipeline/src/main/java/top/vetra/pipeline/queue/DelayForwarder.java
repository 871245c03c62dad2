package top.vetra.pipeline.queue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Moves the records of one bucket on when their time has come: to their queue, or to a further
 * bucket.
 */
final class DelayForwarder implements AcknowledgingMessageListener<String, byte[]> {

  private static final long SEND_TIMEOUT_SECONDS = 30;

  private final DelayBucket bucket;
  private final KafkaTemplate<String, byte[]> kafka;
  private final Clock clock;

  DelayForwarder(DelayBucket bucket, KafkaTemplate<String, byte[]> kafka, Clock clock) {
    this.bucket = bucket;
    this.kafka = kafka;
    this.clock = clock;
  }

  @Override
  public void onMessage(
      ConsumerRecord<String, byte[]> record, @Nullable Acknowledgment acknowledgment) {
    DelayedRecord delayed = DelayedRecord.of(record);
    Instant now = clock.instant();
    Instant leaves =
        earlier(delayed.due(), Instant.ofEpochMilli(record.timestamp()).plus(bucket.delay()));
    if (acknowledgment == null) {
      throw new IllegalStateException("acknowledgment: null (expected: manual acknowledgment)");
    }
    if (leaves.isAfter(now)) {
      acknowledgment.nack(Duration.between(now, leaves));
      return;
    }
    forward(record, delayed, Duration.between(now, delayed.due()));
    acknowledgment.acknowledge();
  }

  private void forward(
      ConsumerRecord<String, byte[]> record, DelayedRecord delayed, Duration rest) {
    boolean due = rest.isNegative() || rest.isZero();
    var onward =
        new ProducerRecord<>(
            due ? delayed.topic() : DelayBucket.forWait(rest).topic(),
            record.key(),
            record.value());
    DelayedRecord.keepOthers(record, onward);
    if (!due) {
      DelayedRecord.mark(onward, delayed.topic(), delayed.due());
    }
    try {
      kafka.send(onward).get(SEND_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while moving a delayed task", e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("a delayed task could not be moved", e);
    }
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
