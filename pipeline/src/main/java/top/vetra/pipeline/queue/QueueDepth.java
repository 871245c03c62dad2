package top.vetra.pipeline.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.model.queue.TaskQueue;

/**
 * How much work is queued, as the broker tells it: {@code vetra.queue.depth}, and how much of it
 * for over a minute: {@code vetra.queue.overdue}. Both are of the whole cluster, whichever process
 * tells them, and not a number while the broker does not answer.
 */
public final class QueueDepth implements MeterBinder, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(QueueDepth.class);

  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration OVERDUE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Admin kafka;
  private final Clock clock;
  private final Map<String, Depth> depths = new ConcurrentHashMap<>();
  private final Disposable polling;

  /** Asks this broker from now on. */
  public QueueDepth(Admin kafka, Clock clock) {
    this.kafka = kafka;
    this.clock = clock;
    this.polling =
        Flux.interval(Duration.ZERO, PERIOD)
            .onBackpressureDrop()
            .concatMap(tick -> refresh(), 1)
            .subscribe();
  }

  private record Depth(long tasks, long overdue) {}

  @Override
  public void bindTo(MeterRegistry registry) {
    for (TaskQueue<?> queue : QueueTopology.QUEUES) {
      Gauge.builder("vetra.queue.depth", () -> now(queue, Depth::tasks))
          .description("Tasks that are not done yet")
          .tag("queue", queue.topic())
          .register(registry);
      Gauge.builder("vetra.queue.overdue", () -> now(queue, Depth::overdue))
          .description("Tasks that are not done after more than a minute")
          .tag("queue", queue.topic())
          .register(registry);
    }
  }

  private double now(TaskQueue<?> queue, ToLongFunction<Depth> number) {
    Depth depth = depths.get(queue.topic());
    return depth == null ? Double.NaN : number.applyAsLong(depth);
  }

  private Mono<Void> refresh() {
    return offsets()
        .flatMap(offsets -> firstYoung(offsets).doOnNext(young -> keep(offsets, young)))
        .timeout(PATIENCE)
        .then()
        .onErrorResume(
            failure -> {
              if (!depths.isEmpty()) {
                log.warn("the depth of the queues is not known any more", failure);
              }
              depths.clear();
              return Mono.empty();
            });
  }

  /** Where each queue's workers stand; a queue that nobody has ever worked on stands nowhere. */
  private Mono<Map<String, Map<TopicPartition, SharePartitionOffsetInfo>>> offsets() {
    Map<String, ListShareGroupOffsetsSpec> groups =
        QueueTopology.QUEUES.stream()
            .collect(Collectors.toMap(TaskQueue::topic, queue -> new ListShareGroupOffsetsSpec()));
    return Mono.fromCompletionStage(
            () -> kafka.listShareGroupOffsets(groups).all().toCompletionStage())
        .map(
            offsets ->
                offsets.entrySet().stream()
                    .filter(group -> group.getValue().values().stream().allMatch(Objects::nonNull))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private Mono<Map<TopicPartition, ListOffsetsResultInfo>> firstYoung(
      Map<String, Map<TopicPartition, SharePartitionOffsetInfo>> offsets) {
    OffsetSpec aMinuteAgo = OffsetSpec.forTimestamp(clock.instant().minus(OVERDUE).toEpochMilli());
    Map<TopicPartition, OffsetSpec> wanted =
        offsets.values().stream()
            .flatMap(partitions -> partitions.keySet().stream())
            .collect(Collectors.toMap(Function.identity(), partition -> aMinuteAgo));
    return Mono.fromCompletionStage(() -> kafka.listOffsets(wanted).all().toCompletionStage());
  }

  private void keep(
      Map<String, Map<TopicPartition, SharePartitionOffsetInfo>> offsets,
      Map<TopicPartition, ListOffsetsResultInfo> young) {
    offsets.forEach((group, partitions) -> depths.put(group, depth(partitions, young)));
  }

  private static Depth depth(
      Map<TopicPartition, SharePartitionOffsetInfo> partitions,
      Map<TopicPartition, ListOffsetsResultInfo> young) {
    long tasks = 0;
    long overdue = 0;
    for (var partition : partitions.entrySet()) {
      long lag = partition.getValue().lag().orElse(0L);
      // The first offset that is younger; -1 where none is.
      ListOffsetsResultInfo first = young.get(partition.getKey());
      long firstYoung = first == null ? -1 : first.offset();
      long old = firstYoung < 0 ? lag : firstYoung - partition.getValue().startOffset();
      tasks += lag;
      overdue += Math.max(0, Math.min(lag, old));
    }
    return new Depth(tasks, overdue);
  }

  @Override
  public void close() {
    polling.dispose();
  }
}
