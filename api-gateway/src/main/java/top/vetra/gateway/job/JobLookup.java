package top.vetra.gateway.job;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks jobs up together with the conversions that serve them. */
@Component
public final class JobLookup {

  private final JobStore jobs;
  private final ConversionStore conversions;

  /** Looks in these stores. */
  public JobLookup(JobStore jobs, ConversionStore conversions) {
    this.jobs = jobs;
    this.conversions = conversions;
  }

  /** The job as it stands; empty if there is none. */
  public Mono<JobView> find(String id) {
    return jobs.find(id)
        .flatMap(
            job ->
                conversions
                    .find(job.conversionId())
                    .defaultIfEmpty(ConversionState.unknown(job.conversionId()))
                    .map(state -> new JobView(job, state)));
  }
}
