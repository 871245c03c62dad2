package top.vetra.gateway.projection;

import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.support.Acknowledgment;
import reactor.core.publisher.Flux;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.event.JobEvent;

/**
 * Reads the event log: conversions side by side, the events of each in order. A batch is committed
 * when all of it is in the records and has been followed up.
 */
final class EventListener
    implements BatchAcknowledgingConsumerAwareMessageListener<String, byte[]>, ConsumerSeekAware {

  private static final Logger log = LoggerFactory.getLogger(EventListener.class);

  private static final Duration BATCH_PATIENCE = Duration.ofSeconds(120);
  private static final int CONVERSIONS_AT_A_TIME = 16;

  private final Projector projector;
  private final Positions positions;
  private final ObjectMapper json;

  EventListener(Projector projector, Positions positions, ObjectMapper json) {
    this.projector = projector;
    this.positions = positions;
    this.json = json;
  }

  @Override
  public void onMessage(
      List<ConsumerRecord<String, byte[]>> records,
      @Nullable Acknowledgment acknowledgment,
      @Nullable Consumer<?, ?> consumer) {
    if (consumer == null) {
      throw new IllegalStateException("consumer: null (expected: the consumer of these records)");
    }
    // These may be here again since Redis was away: what comes first in the log must go first.
    Set<TopicPartition> lost = positions.prepare(consumer, records);
    lost.addAll(positions.lost(partitions(records)));
    List<ConsumerRecord<String, byte[]>> next =
        records.stream().filter(record -> !lost.contains(partition(record))).toList();
    Flux.fromIterable(byConversion(next).entrySet())
        .flatMap(
            entry -> projector.project(entry.getKey(), entry.getValue()), CONVERSIONS_AT_A_TIME)
        .then()
        .block(BATCH_PATIENCE);
    lost.addAll(positions.advance(next));
    lost.forEach(partition -> consumer.seek(partition, positions.start(partition)));
    positions.commit(
        consumer, next.stream().filter(record -> !lost.contains(partition(record))).toList());
  }

  /** Finds out that Redis has lost its data even while nothing else happens. */
  @Override
  public void onIdleContainer(
      Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
    for (TopicPartition partition : positions.lost(assignments.keySet())) {
      callback.seek(partition.topic(), partition.partition(), positions.start(partition));
    }
  }

  private static Set<TopicPartition> partitions(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream().map(EventListener::partition).collect(Collectors.toSet());
  }

  private static TopicPartition partition(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  private Map<String, List<LogEntry>> byConversion(List<ConsumerRecord<String, byte[]>> records) {
    Map<String, List<LogEntry>> entries = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      JobEvent event = read(record);
      if (event != null) {
        entries
            .computeIfAbsent(event.conversionId(), id -> new ArrayList<>())
            .add(new LogEntry(event, positions.isLive(record)));
      }
    }
    return entries;
  }

  private @Nullable JobEvent read(ConsumerRecord<String, byte[]> record) {
    try {
      return record.value() == null ? unreadable(record, null) : parse(record);
    } catch (JacksonException e) {
      return unreadable(record, e);
    }
  }

  private @Nullable JobEvent parse(ConsumerRecord<String, byte[]> record) {
    JobEvent event = json.readValue(record.value(), JobEvent.class);
    return event == null ? unreadable(record, null) : event;
  }

  /** It may be a newer version's: gateways are to be the first of all services to be updated. */
  private static @Nullable JobEvent unreadable(
      ConsumerRecord<String, byte[]> record, @Nullable JacksonException failure) {
    log.error(
        "event of conversion {} at {}-{} is not readable and is skipped",
        record.key(),
        record.partition(),
        record.offset(),
        failure);
    Metrics.counter("vetra.events.skipped", "reason", "unreadable").increment();
    return null;
  }
}
