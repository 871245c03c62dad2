package top.vetra.gateway.projection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import top.vetra.model.event.EventLog;

/** Tells whether the records are up to date with the log, in whichever gateway they are made. */
public final class LogLag {

  /** So many events are read in one go, from all partitions, and are no lag to speak of. */
  private static final long NO_LAG = 500;

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Admin kafka;
  private final Cursors cursors;
  private final Mono<Boolean> small;

  LogLag(Admin kafka, Cursors cursors) {
    this.kafka = kafka;
    this.cursors = cursors;
    this.small =
        Mono.defer(this::measure).cache(answer -> FRESH, error -> Duration.ZERO, () -> FRESH);
  }

  /** False while much of the log has still to be read, as after Redis has lost its data. */
  public Mono<Boolean> isSmall() {
    return small;
  }

  private Mono<Boolean> measure() {
    return partitions()
        .flatMap(
            partitions ->
                Mono.zip(
                        offsets(partitions, OffsetSpec.earliest()),
                        offsets(partitions, OffsetSpec.latest()),
                        cursors.all())
                    .map(all -> isSmall(all.getT1(), all.getT2(), all.getT3())));
  }

  /**
   * Where nothing is noted at all, Redis has lost it; a partition that is missing comes with its
   * first event.
   *
   * @param starts the first offsets that are kept, by partition
   * @param ends the next offsets to be written
   * @param noted the next offsets to be read
   */
  static boolean isSmall(
      Map<Integer, Long> starts, Map<Integer, Long> ends, Map<Integer, Long> noted) {
    long unread =
        ends.entrySet().stream()
            .mapToLong(
                end -> {
                  long start = starts.getOrDefault(end.getKey(), 0L);
                  return end.getValue() - Math.max(start, noted.getOrDefault(end.getKey(), start));
                })
            .sum();
    return unread <= (noted.isEmpty() ? 0 : NO_LAG);
  }

  private Mono<Set<TopicPartition>> partitions() {
    return await(
            () -> kafka.describeTopics(List.of(EventLog.TOPIC)).allTopicNames().toCompletionStage())
        .map(
            topics ->
                topics.values().stream()
                    .flatMap(
                        topic ->
                            topic.partitions().stream()
                                .map(info -> new TopicPartition(topic.name(), info.partition())))
                    .collect(Collectors.toSet()));
  }

  private Mono<Map<Integer, Long>> offsets(Set<TopicPartition> partitions, OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
    return await(() -> kafka.listOffsets(asked).all().toCompletionStage())
        .map(
            offsets ->
                offsets.entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            entry -> entry.getKey().partition(),
                            entry -> entry.getValue().offset())));
  }

  private static <T> Mono<T> await(Supplier<CompletionStage<T>> call) {
    return Mono.fromCompletionStage(call).publishOn(Schedulers.parallel());
  }
}
