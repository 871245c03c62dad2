package top.vetra.gateway.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.event.JobEvent;

/**
 * Reads the event log. Two positions are kept: the cursor in Redis says how far the records are,
 * the group's offset in Kafka says how far all that follows (webhooks, for one) has been done. When
 * Redis has lost its data, the cursor is gone with it, and the log is read from its beginning; what
 * lies before the group's offset then only makes records.
 */
final class EventListener
    implements BatchAcknowledgingConsumerAwareMessageListener<String, byte[]>,
        ConsumerAwareRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(EventListener.class);

  private static final Duration REDIS_PATIENCE = Duration.ofSeconds(60);
  private static final int CONVERSIONS_AT_A_TIME = 16;
  private static final long NONE = -1;

  private final Projector projector;
  private final Cursors cursors;
  private final ObjectMapper json;

  /** Both by partition, and touched by the consumer's thread only. */
  private final Map<Integer, Long> next = new HashMap<>();

  private final Map<Integer, Long> followed = new HashMap<>();

  EventListener(Projector projector, Cursors cursors, ObjectMapper json) {
    this.projector = projector;
    this.cursors = cursors;
    this.json = json;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      followed.put(partition.partition(), offset == null ? 0L : offset.offset());
    }
    position(consumer, partitions);
  }

  /** Goes to where the records are. */
  private void position(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<Integer, Long> noted = cursors.all().block(REDIS_PATIENCE);
    for (TopicPartition partition : partitions) {
      long offset = noted == null ? NONE : noted.getOrDefault(partition.partition(), NONE);
      next.put(partition.partition(), offset);
      if (offset == NONE) {
        log.info("reading {} from its beginning", partition);
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, offset);
      }
    }
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<String, byte[]>> records,
      @Nullable Acknowledgment acknowledgment,
      @Nullable Consumer<?, ?> consumer) {
    if (acknowledgment == null || consumer == null) {
      throw new IllegalStateException("acknowledgment: null (expected: manual acknowledgment)");
    }
    Flux.fromIterable(byConversion(records).entrySet())
        .flatMap(
            entry -> projector.project(entry.getKey(), entry.getValue()), CONVERSIONS_AT_A_TIME)
        .then()
        .block(REDIS_PATIENCE);
    Set<TopicPartition> lost = advance(records);
    if (!lost.isEmpty()) {
      log.warn("the records are not where they were left; going back: {}", lost);
      position(consumer, lost);
      return;
    }
    if (records.stream().allMatch(this::isLive)) {
      acknowledgment.acknowledge();
    }
  }

  /** Moves the cursors, and tells where the records have been lost meanwhile. */
  private Set<TopicPartition> advance(List<ConsumerRecord<String, byte[]>> records) {
    Map<TopicPartition, Long> reached = new LinkedHashMap<>();
    records.forEach(
        record ->
            reached.put(
                new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
    Set<TopicPartition> lost = new java.util.HashSet<>();
    reached.forEach(
        (partition, offset) -> {
          long expected = next.getOrDefault(partition.partition(), NONE);
          Boolean moved =
              cursors.advance(partition.partition(), expected, offset).block(REDIS_PATIENCE);
          if (Boolean.TRUE.equals(moved)) {
            next.put(partition.partition(), offset);
          } else {
            lost.add(partition);
          }
        });
    return lost;
  }

  private Map<String, List<LogEntry>> byConversion(List<ConsumerRecord<String, byte[]>> records) {
    Map<String, List<LogEntry>> entries = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      JobEvent event = read(record);
      if (event != null) {
        entries
            .computeIfAbsent(event.conversionId(), id -> new ArrayList<>())
            .add(new LogEntry(event, isLive(record)));
      }
    }
    return entries;
  }

  private boolean isLive(ConsumerRecord<String, byte[]> record) {
    return record.offset() >= followed.getOrDefault(record.partition(), 0L);
  }

  private @Nullable JobEvent read(ConsumerRecord<String, byte[]> record) {
    try {
      return json.readValue(record.value(), JobEvent.class);
    } catch (JacksonException e) {
      log.error("event at {}-{} is not readable", record.partition(), record.offset());
      return null;
    }
  }
}
