package top.vetra.gateway.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Where this gateway is in the log. Two positions are kept for each partition: the cursor in Redis
 * says how far the records are; the group's offset in Kafka says how far all else that follows
 * (webhooks, for one) has been done. When Redis has lost its data, the cursor is gone with it, and
 * the log is read from its beginning; what lies before the group's offset then only makes records.
 *
 * <p>Used by the consumer's thread only, which may wait for Redis.
 */
final class Positions implements ConsumerAwareRebalanceListener {

  private static final Logger log = LoggerFactory.getLogger(Positions.class);

  private static final Duration REDIS_PATIENCE = Duration.ofSeconds(30);
  private static final long NONE = -1;

  private final Cursors cursors;
  private final Map<Integer, Long> next = new HashMap<>();
  private final Map<Integer, Long> followed = new HashMap<>();

  Positions(Cursors cursors) {
    this.cursors = cursors;
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    Map<Integer, Long> noted = noted();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata offset = committed.get(partition);
      followed.put(partition.partition(), offset == null ? 0L : offset.offset());
      next.put(partition.partition(), noted.getOrDefault(partition.partition(), NONE));
      log.info("{} is read from {}", partition, start(partition));
      consumer.seek(partition, start(partition));
    }
  }

  /** Whether what follows from the record is still to be done. */
  boolean isLive(ConsumerRecord<?, ?> record) {
    return record.offset() >= followed.getOrDefault(record.partition(), 0L);
  }

  /**
   * Notes that these have been brought into the records.
   *
   * @return the partitions in which the records have been lost, or put back, meanwhile
   */
  Set<TopicPartition> advance(Iterable<? extends ConsumerRecord<?, ?>> records) {
    Map<TopicPartition, Long> reached = new HashMap<>();
    for (ConsumerRecord<?, ?> record : records) {
      reached.merge(
          new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
    }
    reached.entrySet().removeIf(entry -> advance(entry.getKey().partition(), entry.getValue()));
    return reached.isEmpty() ? Set.of() : lost(reached.keySet());
  }

  private boolean advance(int partition, long offset) {
    long expected = next.getOrDefault(partition, NONE);
    boolean moved =
        cursors.advance(partition, expected, offset).blockOptional(REDIS_PATIENCE).orElse(false);
    if (moved) {
      next.put(partition, offset);
    }
    return moved;
  }

  /** The partitions whose records are not where they were left; they are read again from there. */
  Set<TopicPartition> lost(Collection<TopicPartition> partitions) {
    Map<Integer, Long> noted = noted();
    Set<TopicPartition> lost = new HashSet<>();
    for (TopicPartition partition : partitions) {
      long there = noted.getOrDefault(partition.partition(), NONE);
      Long here = next.put(partition.partition(), there);
      if (here == null || here != there) {
        log.warn("{}: records are at {} (expected: {})", partition, there, here);
        lost.add(partition);
      }
    }
    return lost;
  }

  /** The next offset to read; one that is no more stands for the oldest there is. */
  long start(TopicPartition partition) {
    return Math.max(0, next.getOrDefault(partition.partition(), NONE));
  }

  private Map<Integer, Long> noted() {
    return cursors.all().blockOptional(REDIS_PATIENCE).orElse(Map.of());
  }
}
