package top.vetra.gateway.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
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

  /** If Redis or the broker does not answer here, {@link #prepare} asks again. */
  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      next.remove(partition.partition());
      followed.remove(partition.partition());
    }
    try {
      learn(consumer, Set.copyOf(partitions));
    } catch (RuntimeException e) {
      log.warn("where {} stand is not known yet: {}", partitions, e.toString());
    }
  }

  private void learn(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<Integer, Long> noted = noted();
    for (TopicPartition partition : partitions) {
      long cursor = noted.getOrDefault(partition.partition(), NONE);
      OffsetAndMetadata offset = committed.get(partition);
      // A group that was away for long is forgotten by the broker, but not what it has done.
      long done = offset == null ? Math.max(0, cursor) : offset.offset();
      // A log that is shorter has lost its end, or has begun anew: what comes is new.
      followed.put(partition.partition(), Math.min(done, ends.getOrDefault(partition, done)));
      next.put(partition.partition(), cursor);
      log.info("{} is read from {}", partition, start(partition));
      consumer.seek(partition, start(partition));
    }
  }

  /**
   * Finds out where these partitions stand if that is not known, or not true any more.
   *
   * @return those of which it was not known, which are read from where they stand
   */
  Set<TopicPartition> prepare(
      Consumer<?, ?> consumer, Iterable<? extends ConsumerRecord<?, ?>> records) {
    Set<TopicPartition> unknown = new HashSet<>();
    for (ConsumerRecord<?, ?> record : records) {
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      if (!followed.containsKey(record.partition())) {
        unknown.add(partition);
      } else if (record.offset() < start(partition)) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(Set.of(partition));
        followed.computeIfPresent(
            record.partition(),
            (number, done) -> Math.min(done, ends.getOrDefault(partition, done)));
      }
    }
    if (!unknown.isEmpty()) {
      learn(consumer, unknown);
    }
    return unknown;
  }

  /** Whether what follows from the record is still to be done. */
  boolean isLive(ConsumerRecord<?, ?> record) {
    return record.offset()
        >= Objects.requireNonNull(followed.get(record.partition()), "partition: not prepared");
  }

  /**
   * Notes that all that follows from these has been done. It may be done again where that cannot be
   * noted.
   */
  void commit(Consumer<?, ?> consumer, Iterable<? extends ConsumerRecord<?, ?>> records) {
    Map<TopicPartition, OffsetAndMetadata> done =
        StreamSupport.stream(records.spliterator(), false)
            .filter(this::isLive)
            .collect(
                Collectors.toMap(
                    record -> new TopicPartition(record.topic(), record.partition()),
                    record -> new OffsetAndMetadata(record.offset() + 1),
                    (before, after) -> after));
    if (done.isEmpty()) {
      return;
    }
    done.forEach((partition, offset) -> followed.put(partition.partition(), offset.offset()));
    try {
      consumer.commitSync(done);
    } catch (KafkaException e) {
      log.warn("{} could not be committed: {}", done, e.toString());
    }
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
    return reached.isEmpty() ? new HashSet<>() : lost(reached.keySet());
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
