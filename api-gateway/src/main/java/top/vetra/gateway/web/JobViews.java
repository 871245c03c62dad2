package top.vetra.gateway.web;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.JobLookup;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.gateway.problem.Seen;
import top.vetra.gateway.projection.LogLag;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/** Finds the jobs that are asked for. */
@Component
final class JobViews {

  private static final Pattern ID = Pattern.compile("[0-9a-z]{1,64}");

  private static final Duration LAG_PATIENCE = Duration.ofSeconds(2);

  private static final String CATCHING_UP =
      "The records of jobs are being made again. Ask for this job again in a moment.";

  private final JobLookup jobs;
  private final LogLag lag;

  JobViews(JobLookup jobs, LogLag lag) {
    this.jobs = jobs;
    this.lag = lag;
  }

  /**
   * The job as it stands; an error if there is none, unless it may yet turn up in a part of the log
   * that has still to be read.
   */
  Mono<JobView> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Mono.error(noSuchJob(id));
    }
    return jobs.find(id).switchIfEmpty(Mono.defer(() -> unknown(id)));
  }

  private Mono<JobView> unknown(String id) {
    return lag.isSmall()
        .timeout(LAG_PATIENCE)
        // Where the log cannot be asked, the records are all that is known.
        .onErrorReturn(true)
        .flatMap(
            small ->
                Mono.error(
                    small
                        ? noSuchJob(id)
                        : new RequestProblem(
                            Problem.of(ProblemCode.INTERNAL, CATCHING_UP).withStatus(503))));
  }

  private static RequestProblem noSuchJob(String id) {
    return RequestProblem.of(
        ProblemCode.NOT_FOUND,
        "There is no job "
            + Seen.of(id)
            + " (expected: the id of a job of the last days). Ask for a new one.");
  }
}
