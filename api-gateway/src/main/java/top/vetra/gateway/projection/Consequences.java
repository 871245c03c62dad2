package top.vetra.gateway.projection;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.JobStore;
import top.vetra.model.event.JobEvent;

/** What follows from an event beyond the conversion's own record. */
@Component
final class Consequences {

  private final JobStore jobs;
  private final ConversionStore conversions;

  Consequences(JobStore jobs, ConversionStore conversions) {
    this.jobs = jobs;
    this.conversions = conversions;
  }

  /** Whether anything follows from such an event. */
  static boolean hasAny(JobEvent event) {
    return event instanceof JobEvent.Accepted;
  }

  /** Does what follows from the event, after which the conversion stands so. */
  Mono<Void> follow(ConversionState state, LogEntry entry) {
    if (entry.event() instanceof JobEvent.Accepted accepted) {
      return accepted(state, accepted);
    }
    return Mono.empty();
  }

  private Mono<Void> accepted(ConversionState state, JobEvent.Accepted accepted) {
    return jobs.accept(accepted.order())
        .filter(job -> !state.status().isFinal() && job.needs(state.id()))
        .flatMap(job -> conversions.join(state.id(), job.id()));
  }
}
