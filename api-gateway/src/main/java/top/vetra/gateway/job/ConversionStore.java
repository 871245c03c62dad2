package top.vetra.gateway.job;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The records of conversions, and which jobs want each of them. */
public interface ConversionStore {

  /** What is known of a conversion; empty if nothing is. */
  Mono<ConversionState> find(String id);

  /**
   * Stores a state if the stored one has the expected version.
   *
   * @param expectedVersion 0 for none
   * @param state the new state, of a higher version
   * @return false if another was faster
   */
  Mono<Boolean> replace(long expectedVersion, ConversionState state);

  /**
   * Notes that a job wants the conversion; harmless if noted before, and without effect once the
   * job has left: orders are read again, and by two at a time.
   */
  Mono<Void> join(String conversionId, String jobId);

  /**
   * Notes that a job wants the conversion no more, for good; harmless if it never did.
   *
   * @return how many others do
   */
  Mono<Long> leave(String conversionId, String jobId);

  /** The jobs that want the conversion, in no order. */
  Flux<String> jobs(String conversionId);

  /** How many jobs want the conversion. */
  Mono<Long> countJobs(String conversionId);

  /** The conversions whose next look is due: nothing was heard of them for too long. */
  Flux<String> due(Instant now, int limit);

  /** Looks at a conversion again at this time, unless it changes before. */
  Mono<Void> lookAgain(String conversionId, Instant at);

  /** Does not look at a conversion any more, unless it changes. */
  Mono<Void> lookNoMore(String conversionId);

  /** Changes a conversion, again and again until no other was faster. */
  default Mono<ConversionState> update(String id, UnaryOperator<ConversionState> change) {
    return find(id)
        .defaultIfEmpty(ConversionState.unknown(id))
        .flatMap(before -> tryReplace(before, change.apply(before)))
        .retryWhen(
            Retry.backoff(20, Duration.ofMillis(2))
                .maxBackoff(Duration.ofMillis(100))
                .filter(Overtaken.class::isInstance));
  }

  private Mono<ConversionState> tryReplace(ConversionState before, ConversionState after) {
    return after.version() == before.version()
        ? Mono.just(before)
        : replace(before.version(), after)
            .flatMap(stored -> stored ? Mono.just(after) : Mono.error(new Overtaken()));
  }
}
