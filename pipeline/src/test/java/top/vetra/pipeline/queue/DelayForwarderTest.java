package top.vetra.pipeline.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.Acknowledgment;
import top.vetra.model.queue.TaskQueue;

class DelayForwarderTest implements Acknowledgment {

  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final List<Duration> waits = new ArrayList<>();
  private long nanos;
  private int acknowledged;

  private final DelayForwarder forwarder =
      new DelayForwarder(
          DelayBucket.TEN_SECONDS,
          new KafkaTemplate<>(() -> producer),
          Clock.fixed(NOON, ZoneOffset.UTC),
          () -> nanos);

  /** The clock of whoever wrote it was ahead, or this one was set back. */
  @Test
  void a_record_from_the_future_holds_its_bucket_up_for_the_buckets_delay_alone() {
    var record = record(NOON.plusSeconds(3600), TaskQueue.FETCH.topic(), NOON.plusSeconds(7200));
    forwarder.onMessage(record, this);
    assertThat(waits).containsExactly(Duration.ofSeconds(10));
    nanos = Duration.ofSeconds(9).toNanos();
    forwarder.onMessage(record, this);
    assertThat(waits).last().isEqualTo(Duration.ofSeconds(1));
    nanos = Duration.ofSeconds(10).toNanos();
    forwarder.onMessage(record, this);
    assertThat(acknowledged).isEqualTo(1);
    assertThat(producer.history())
        .extracting(ProducerRecord::topic)
        .containsExactly(DelayBucket.HOUR.topic());
  }

  @Test
  void a_record_leaves_when_it_is_due() {
    forwarder.onMessage(record(NOON.minusSeconds(4), TaskQueue.FETCH.topic(), NOON), this);
    assertThat(acknowledged).isEqualTo(1);
    assertThat(producer.history())
        .extracting(ProducerRecord::topic)
        .containsExactly(TaskQueue.FETCH.topic());
  }

  @Test
  void a_record_that_does_not_say_where_it_goes_holds_up_no_other() {
    forwarder.onMessage(new ConsumerRecord<>("vetra.delayed.10s", 0, 0, "c", new byte[0]), this);
    assertThat(acknowledged).isEqualTo(1);
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void a_record_for_an_unknown_queue_is_kept_and_holds_up_no_other() {
    forwarder.onMessage(record(NOON.minusSeconds(10), "vetra.later", NOON), this);
    assertThat(acknowledged).isEqualTo(1);
    assertThat(producer.history())
        .extracting(ProducerRecord::topic)
        .containsExactly(DelayBucket.HOUR.topic());
  }

  private static ConsumerRecord<String, byte[]> record(Instant written, String topic, Instant due) {
    var marked = new ProducerRecord<String, byte[]>(topic, new byte[0]);
    DelayedRecord.mark(marked, topic, due);
    return new ConsumerRecord<>(
        "vetra.delayed.10s",
        0,
        7,
        written.toEpochMilli(),
        TimestampType.CREATE_TIME,
        1,
        0,
        "c",
        new byte[0],
        new RecordHeaders(marked.headers()),
        Optional.empty());
  }

  @Override
  public void acknowledge() {
    acknowledged++;
  }

  @Override
  public void nack(Duration sleep) {
    waits.add(sleep);
  }
}
