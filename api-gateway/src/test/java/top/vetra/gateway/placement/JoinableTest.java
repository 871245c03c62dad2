package top.vetra.gateway.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import top.vetra.gateway.FakeObjectStore;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.gateway.job.Patience;
import top.vetra.gateway.job.Samples;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.ResultFile;
import top.vetra.model.job.Shortfall;

class JoinableTest {

  private static final Instant START = Samples.START;
  private static final Instant CHECK_AFTER = START.plusSeconds(60);

  private final InMemoryConversionStore conversions =
      new InMemoryConversionStore(new Patience(Duration.ofMinutes(1), Duration.ofMinutes(30)));
  private final FakeObjectStore objects = new FakeObjectStore();

  @Test
  void a_whole_recording_is_joined_as_long_as_its_file_is_kept() {
    completed(null);

    assertThat(joins(START.plusSeconds(9_000))).isTrue();
  }

  @Test
  void a_recording_that_may_have_grown_since_is_not_joined() {
    completed(new Shortfall(Shortfall.Kind.PROVISIONAL, CHECK_AFTER));

    assertThat(joins(CHECK_AFTER.minusMillis(1))).isTrue();
    assertThat(joins(CHECK_AFTER)).isFalse();
  }

  @Test
  void all_that_there_is_of_a_recording_is_joined() {
    completed(new Shortfall(Shortfall.Kind.UNCLOSED, null));

    assertThat(joins(START.plusSeconds(9_000))).isTrue();
  }

  @Test
  void a_recording_that_falls_short_is_joined_while_it_is_still_made() {
    planned(new Shortfall(Shortfall.Kind.PROVISIONAL, CHECK_AFTER));

    assertThat(joins(CHECK_AFTER.plusSeconds(9))).isTrue();
  }

  private void completed(@Nullable Shortfall shortfall) {
    ResultFile file =
        new ResultFile("results/f.mp3", "", START, "f.mp3", "audio/mpeg", 1, 60, List.of());
    objects.put(file.objectKey(), new byte[1], "audio/mpeg").block();
    planned(shortfall);
    conversions.update("c", state -> state.apply(new JobEvent.Completed("c", START, file))).block();
  }

  private void planned(@Nullable Shortfall shortfall) {
    ConversionState queued = Samples.queued("c");
    conversions
        .update("c", state -> queued.apply(new JobEvent.Planned("c", START, 20, 1, 60, shortfall)))
        .block();
  }

  private Boolean joins(Instant now) {
    return PlacementsForTests.joinable(conversions, objects, Clock.fixed(now, ZoneOffset.UTC))
        .test("c")
        .blockOptional()
        .orElseThrow();
  }
}
