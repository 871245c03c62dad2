package top.vetra.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import top.vetra.model.job.Format;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Progress;
import top.vetra.model.job.Quality;
import top.vetra.model.link.SpaceLink;

class JobRecordTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final JobRecord.Floor FLOOR = new JobRecord.Floor(JobStatus.RESOLVING, 1);

  @Test
  void moves_lead_to_the_last_conversion_in_whatever_order_they_are_told() {
    JobRecord job = JobRecord.of(order());
    assertThat(job.moved("a", "b", FLOOR).moved("b", "c", FLOOR).conversionId()).isEqualTo("c");
    assertThat(job.moved("b", "c", FLOOR).moved("a", "b", FLOOR).conversionId()).isEqualTo("c");
  }

  @Test
  void moves_in_a_circle_end() {
    JobRecord job = JobRecord.of(order()).moved("a", "b", FLOOR).moved("b", "a", FLOOR);
    assertThat(job.conversionId()).isIn("a", "b");
  }

  @Test
  void a_canceled_job_stays_as_it_was_when_it_was_canceled() {
    JobRecord job = JobRecord.of(order()).canceled(NOW, Progress.NONE);
    assertThat(job.canceled(NOW.plusSeconds(1), Progress.NONE)).isSameAs(job);
    assertThat(job.needs("a")).isFalse();
  }

  @Test
  void a_job_that_moves_to_a_conversion_that_is_less_far_does_not_go_backwards() {
    JobRecord job = JobRecord.of(order()).moved("a", "b", FLOOR);
    JobView view = new JobView(job, ConversionState.unknown("b"));
    assertThat(view.status()).isEqualTo(JobStatus.RESOLVING);
    assertThat(view.progress(NOW).percent()).isEqualTo(1);
    assertThat(view.version())
        .isGreaterThan(new JobView(JobRecord.of(order()), ConversionState.unknown("a")).version());
  }

  private static JobOrder order() {
    return new JobOrder(
        "j",
        "a",
        new SpaceLink.Space("1234567890abc"),
        new Preset(Format.MP3, Quality.HIGH, false),
        null,
        NOW);
  }
}
