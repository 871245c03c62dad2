package top.vetra.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Progress;

/** What every store of jobs does. */
public interface JobStoreContract {

  /** The store under test. */
  JobStore jobStore();

  @Test
  default void a_job_is_found_as_it_was_accepted() {
    JobOrder plain = Samples.order(Samples.id(), "c");
    JobOrder order =
        new JobOrder(
            plain.jobId(),
            "c",
            plain.link(),
            new Preset(plain.preset().format(), plain.preset().quality(), true),
            new JobOrder.Webhook("https://example.com/", "whsec_x"),
            plain.createdAt());
    jobStore().accept(order).block();
    JobRecord found = jobStore().find(order.jobId()).block();
    assertThat(found).isEqualTo(JobRecord.of(order));
  }

  @Test
  default void accepting_a_job_twice_changes_nothing() {
    JobOrder order = Samples.order(Samples.id(), "c");
    jobStore().accept(order).block();
    JobRecord canceled =
        jobStore().update(order.jobId(), job -> job.canceled(Samples.START, Progress.NONE)).block();
    assertThat(jobStore().accept(order).block()).isEqualTo(canceled);
  }

  @Test
  default void changes_by_many_at_a_time_to_a_job_are_all_kept() {
    JobOrder order = Samples.order(Samples.id(), "c0");
    jobStore().accept(order).block();
    JobRecord.Floor floor = new JobRecord.Floor(JobStatus.RESOLVING, 1);
    Flux.range(0, 8)
        .flatMap(
            n -> jobStore().update(order.jobId(), job -> job.moved("c" + n, "c" + (n + 1), floor)))
        .blockLast();
    JobRecord job = Objects.requireNonNull(jobStore().find(order.jobId()).block());
    assertThat(job.conversionId()).isEqualTo("c8");
    assertThat(job.version()).isEqualTo(9);
  }

  @Test
  default void a_job_that_is_not_there_cannot_be_changed() {
    assertThat(jobStore().update(Samples.id(), job -> job).blockOptional()).isEmpty();
  }
}
