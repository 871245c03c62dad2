package top.vetra.gateway.projection;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import top.vetra.model.event.EventLog;

/** Tells whether the records are up to date with the log, in whichever gateway they are made. */
public final class LogLag {

  /** So many events are read in one go, and are no lag to speak of. */
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
    return ends().zipWith(cursors.all(), LogLag::isSmall);
  }

  /** Where nothing is noted at all, Redis has lost it; one that is missing comes with its first. */
  private static boolean isSmall(Map<Integer, Long> ends, Map<Integer, Long> noted) {
    long most = noted.isEmpty() ? 0 : NO_LAG;
    return ends.entrySet().stream()
        .allMatch(end -> end.getValue() - noted.getOrDefault(end.getKey(), 0L) <= most);
  }

  /** The next offset to be written, by partition. */
  private Mono<Map<Integer, Long>> ends() {
    return await(
            () -> kafka.describeTopics(List.of(EventLog.TOPIC)).allTopicNames().toCompletionStage())
        .map(topics -> partitions(topics.values()))
        .flatMap(latest -> await(() -> kafka.listOffsets(latest).all().toCompletionStage()))
        .map(
            offsets ->
                offsets.entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            entry -> entry.getKey().partition(),
                            entry -> entry.getValue().offset())));
  }

  private static Map<TopicPartition, OffsetSpec> partitions(Collection<TopicDescription> topics) {
    return topics.stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
  }

  private static <T> Mono<T> await(Supplier<CompletionStage<T>> call) {
    return Mono.fromCompletionStage(call).publishOn(Schedulers.parallel());
  }
}
