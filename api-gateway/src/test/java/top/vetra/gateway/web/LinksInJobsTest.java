package top.vetra.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import top.vetra.gateway.FakeObjectStore;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.JobRecord;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.Samples;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Result;
import top.vetra.model.job.ResultFile;

/** The signed link that a job shows works for as long as it is shown. */
class LinksInJobsTest {

  private static final GatewaySettings SETTINGS =
      SettingsForTests.with(Map.of("retention", "P7D", "link-lifetime", "PT24H"));
  private static final Instant END = Samples.START.plus(SETTINGS.retention());

  private Instant now = Samples.START;
  private final SignedLinks links = new SignedLinks(new FakeObjectStore(() -> now), SETTINGS);
  private final Polling polling = new Polling(SETTINGS);
  private final JobView job = completed();

  @Test
  void a_link_is_never_expired_for_one_who_asks_again_and_is_told_that_nothing_has_changed() {
    String etag = "";
    Result seen = result();
    int renewed = 0;
    for (; now.isBefore(END); now = now.plus(Duration.ofMinutes(7))) {
      if (!polling.etag(job, now).equals(etag)) {
        etag = polling.etag(job, now);
        seen = result();
        renewed++;
      }
      assertThat(seen.expiresAt()).isAfter(now).isBeforeOrEqualTo(END.plusSeconds(60));
    }
    assertThat(renewed).isBetween(7, 30);
  }

  @Test
  void a_link_that_is_young_is_not_signed_again() {
    Result first = result();
    now = now.plus(Duration.ofHours(11));
    assertThat(result().url()).isEqualTo(first.url());
    now = now.plus(Duration.ofHours(2));
    assertThat(result().url()).isNotEqualTo(first.url());
  }

  private Result result() {
    return Objects.requireNonNull(job.render(now, links).result());
  }

  private static JobView completed() {
    ConversionState state =
        Samples.queued("c")
            .apply(
                new JobEvent.Completed(
                    "c",
                    Samples.START,
                    new ResultFile(
                        "results/1",
                        "https://objects.example/first",
                        Samples.START.plus(Duration.ofHours(24)),
                        "A talk.mp3",
                        "audio/mpeg",
                        1,
                        1,
                        List.of())));
    return new JobView(JobRecord.of(Samples.order("j", "c")), state);
  }
}
