package top.vetra.pipeline.queue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What a waiting record carries beside its task: where it goes, and when. */
record DelayedRecord(String topic, Instant due) {

  private static final String TOPIC = "vetra-topic";
  private static final String DUE = "vetra-due";

  static void mark(ProducerRecord<?, ?> record, String topic, Instant due) {
    Headers headers = record.headers();
    headers.add(TOPIC, topic.getBytes(StandardCharsets.UTF_8));
    headers.add(DUE, ByteBuffer.allocate(Long.BYTES).putLong(due.toEpochMilli()).array());
  }

  /** Hands on what is not about the delay: the trace that the task belongs to. */
  static void keepOthers(ConsumerRecord<?, ?> from, ProducerRecord<?, ?> to) {
    for (Header header : from.headers()) {
      if (!header.key().equals(TOPIC) && !header.key().equals(DUE)) {
        to.headers().add(header);
      }
    }
  }

  /** Null where the record does not say it. */
  static @Nullable DelayedRecord of(ConsumerRecord<?, ?> record) {
    Header topic = record.headers().lastHeader(TOPIC);
    Header due = record.headers().lastHeader(DUE);
    if (topic == null
        || topic.value() == null
        || due == null
        || due.value() == null
        || due.value().length != Long.BYTES) {
      return null;
    }
    return new DelayedRecord(
        new String(topic.value(), StandardCharsets.UTF_8),
        Instant.ofEpochMilli(ByteBuffer.wrap(due.value()).getLong()));
  }
}
