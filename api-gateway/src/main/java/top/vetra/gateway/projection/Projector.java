package top.vetra.gateway.projection;

import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.model.event.JobEvent;

/**
 * Brings the record of one conversion up to date with what the log says. Every step may be done
 * twice.
 */
@Component
final class Projector {

  private static final Logger log = LoggerFactory.getLogger(Projector.class);

  private static final int RETRIES = 4;
  private static final Duration RETRY_AFTER = Duration.ofMillis(100);

  private final ConversionStore conversions;
  private final Consequences consequences;

  Projector(ConversionStore conversions, Consequences consequences) {
    this.conversions = conversions;
    this.consequences = consequences;
  }

  /** Applies events of one conversion, in the order of the log. */
  Mono<Void> project(String conversionId, List<LogEntry> entries) {
    return Flux.fromIterable(entries)
        .bufferUntil(entry -> Consequences.hasAny(entry.event()))
        .concatMap(run -> applyOrSkip(conversionId, run))
        .then();
  }

  /**
   * An outage is waited for by whoever reads the log. What fails though nothing is away would fail
   * for ever, and hold up all jobs of its partition: it is skipped.
   */
  private Mono<Void> applyOrSkip(String conversionId, List<LogEntry> run) {
    return Mono.defer(() -> applyAll(conversionId, run))
        .retryWhen(
            Retry.backoff(RETRIES, RETRY_AFTER).filter(failure -> !Outages.isOutage(failure)))
        .onErrorResume(
            failure -> !Outages.isOutage(failure),
            failure -> {
              log.error(
                  "{} events of conversion {} are skipped", run.size(), conversionId, failure);
              Metrics.counter("vetra.events.skipped", "reason", "failing").increment();
              return Mono.empty();
            });
  }

  /** Plain progress is applied in one go, up to an event from which something follows. */
  private Mono<Void> applyAll(String conversionId, List<LogEntry> run) {
    LogEntry last = run.get(run.size() - 1);
    AtomicReference<ConversionState> before =
        new AtomicReference<>(ConversionState.unknown(conversionId));
    return conversions
        .update(
            conversionId,
            state -> {
              before.set(state);
              return applyAll(state, run);
            })
        .doOnNext(state -> tally(Objects.requireNonNull(before.get()), state, last))
        .flatMap(state -> consequences.follow(state, last));
  }

  private static void tally(ConversionState before, ConversionState after, LogEntry last) {
    if (last.live()) {
      Tally.moved(before, after);
    }
  }

  private static ConversionState applyAll(ConversionState state, List<LogEntry> run) {
    ConversionState next = state;
    for (LogEntry entry : run) {
      JobEvent event = entry.event();
      next = next.apply(event);
    }
    return next;
  }
}
