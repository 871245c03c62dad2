package top.vetra.gateway.projection;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.JobRecord;
import top.vetra.gateway.job.JobStore;
import top.vetra.model.queue.DeliverTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.stage.ConversionEnds;

/** What is done when a job or a conversion ends. */
@Component
final class Farewells {

  private static final Logger log = LoggerFactory.getLogger(Farewells.class);

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  /** Over some minutes. */
  private static final int STOP_RETRIES = 10;

  private static final int JOBS_AT_A_TIME = 16;

  private final ConversionStore conversions;
  private final JobStore jobs;
  private final TaskPublisher tasks;
  private final ConversionEnds ends;

  Farewells(ConversionStore conversions, JobStore jobs, TaskPublisher tasks, ConversionEnds ends) {
    this.conversions = conversions;
    this.jobs = jobs;
    this.tasks = tasks;
    this.ends = ends;
  }

  /** Has the webhooks of all jobs of an ended conversion called. */
  Mono<Void> tellAll(ConversionState state, boolean live) {
    return live
        ? conversions
            .jobs(state.id())
            .flatMap(jobs::find, JOBS_AT_A_TIME)
            .filter(job -> job.needs(state.id()))
            .flatMap(job -> tell(job, state, true), JOBS_AT_A_TIME)
            .then()
        : Mono.empty();
  }

  /**
   * Counts an ended job and has its webhook called, if it has one and this is the conversion that
   * serves it. A job that is about to arrive there is told when it has arrived.
   */
  Mono<Void> tell(JobRecord job, ConversionState state, boolean live) {
    boolean served = live && job.conversionId().equals(state.id());
    if (served) {
      Tally.ended(job, state);
    }
    return served && job.order().webhook() != null
        ? tasks.publish(TaskQueue.DELIVER, DeliverTask.first(state.id(), job.id()))
        : Mono.empty();
  }

  /**
   * Stops the work on a conversion that nobody wants. That it goes on is a waste, and no harm: so
   * the log is read on while the object store does not answer.
   */
  void stop(ConversionState state, boolean live) {
    if (live) {
      ends.stop(state.id())
          .timeout(STOP_PATIENCE)
          .retryWhen(Retry.backoff(STOP_RETRIES, Duration.ofMillis(200)))
          .subscribe(
              done -> {},
              failure -> log.warn("conversion {} could not be stopped", state.id(), failure));
    }
  }
}
