package top.vetra.gateway.web;

import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.JobStore;
import top.vetra.gateway.job.JobView;

/** Looks jobs up. */
@Component
final class JobViews {

  private static final Pattern ID = Pattern.compile("[0-9a-z]{1,64}");

  private final JobStore jobs;
  private final ConversionStore conversions;

  JobViews(JobStore jobs, ConversionStore conversions) {
    this.jobs = jobs;
    this.conversions = conversions;
  }

  /** The job as it stands; an {@link UnknownJobException} if there is none. */
  Mono<JobView> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Mono.error(new UnknownJobException());
    }
    return jobs.find(id)
        .flatMap(
            job ->
                conversions
                    .find(job.conversionId())
                    .defaultIfEmpty(ConversionState.unknown(job.conversionId()))
                    .map(state -> new JobView(job, state)))
        .switchIfEmpty(Mono.error(UnknownJobException::new));
  }
}
