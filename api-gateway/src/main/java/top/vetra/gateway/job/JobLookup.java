package top.vetra.gateway.job;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Looks jobs up together with the conversions that serve them. */
@Component
public final class JobLookup {

  /** Longer than any rebuilding of the records, shorter than they are kept after the end. */
  private static final Duration MOMENT = Duration.ofHours(12);

  private final JobStore jobs;
  private final ConversionStore conversions;
  private final QueuePlaces places;
  private final Clock clock;

  /** Looks in these stores. */
  public JobLookup(JobStore jobs, ConversionStore conversions, QueuePlaces places, Clock clock) {
    this.jobs = jobs;
    this.conversions = conversions;
    this.places = places;
    this.clock = clock;
  }

  /** The job as it stands; empty if there is none. */
  public Mono<JobView> find(String id) {
    return jobs.find(id)
        .flatMap(
            job ->
                conversions
                    .find(job.conversionId())
                    .switchIfEmpty(Mono.defer(() -> notYetKnown(job)))
                    .flatMap(state -> view(job, state)));
  }

  private Mono<JobView> view(JobRecord job, ConversionState state) {
    JobView plain = new JobView(job, state);
    return state.isHeld()
        ? places.of(state.id()).map(place -> new JobView(job, state, place)).defaultIfEmpty(plain)
        : Mono.just(plain);
  }

  /**
   * A conversion may be heard of a moment later than the job that it serves. One of an old job was
   * known and is no more: then nothing can be told of the job either.
   */
  private Mono<ConversionState> notYetKnown(JobRecord job) {
    return job.order().createdAt().plus(MOMENT).isAfter(clock.instant())
        ? Mono.just(ConversionState.unknown(job.conversionId()))
        : Mono.empty();
  }
}
