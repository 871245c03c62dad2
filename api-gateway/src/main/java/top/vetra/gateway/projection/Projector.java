package top.vetra.gateway.projection;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.model.event.JobEvent;

/**
 * Brings the record of one conversion up to date with what the log says. Every step may be done
 * twice.
 */
@Component
final class Projector {

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
        .concatMap(run -> applyAll(conversionId, run))
        .then();
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
