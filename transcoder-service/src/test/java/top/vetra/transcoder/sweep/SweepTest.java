package top.vetra.transcoder.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import top.vetra.transcoder.disk.WorkFolder;
import top.vetra.transcoder.testing.InMemoryObjectStore;

class SweepTest {

  /** Long ago, so that nothing of today is swept. */
  private static final Instant NOW = Instant.parse("2016-08-14T12:00:00Z");

  private static final Duration RETENTION = Duration.ofDays(7);
  private static final Duration LEFTOVER_AGE = Duration.ofDays(1);

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Sweep sweep =
      new Sweep(store, Clock.fixed(NOW, ZoneOffset.UTC), RETENTION, LEFTOVER_AGE);

  @Test
  void resultsGoAfterTheirRetentionAndLeftoversAfterADay() {
    put("results/space/mp3-high.mp3", RETENTION.plusSeconds(1));
    put("results/space/m4a.m4a", RETENTION.minusSeconds(1));
    put("work/old/parts/00000.mp3", LEFTOVER_AGE.plusSeconds(1));
    put("work/young/parts/00000.mp3", LEFTOVER_AGE.minusSeconds(1));
    put("ended/old", LEFTOVER_AGE.plusSeconds(1));
    put("ended/young", LEFTOVER_AGE.minusSeconds(1));
    put("something/else", RETENTION.multipliedBy(10));

    sweep.once().block();

    assertThat(store.keys())
        .containsExactly(
            "ended/young", "results/space/m4a.m4a", "something/else", "work/young/parts/00000.mp3");
  }

  @Test
  void unfinishedWorkOutlivesDaysInWhichNothingRan() {
    put("work/paused/manifest.json", RETENTION.plusSeconds(1));
    put("work/paused/receipts/00000.json", RETENTION.minusSeconds(1));
    put("work/ended/manifest.json", LEFTOVER_AGE.plusSeconds(1));
    put("ended/ended", LEFTOVER_AGE.minusSeconds(1));
    put("work/forgotten/manifest.json", RETENTION.plusSeconds(1));

    sweep.once().block();

    assertThat(store.keys())
        .containsExactly(
            "ended/ended", "work/paused/manifest.json", "work/paused/receipts/00000.json");
  }

  @Test
  void aResultThatWasMadeAgainSinceTheListingStays() {
    put("results/space/mp3-high.mp3", RETENTION.plusSeconds(1));
    put("results/space/mp3-high.mp3.other", RETENTION.plusSeconds(1));
    store.afterFirstListing = () -> put("results/space/mp3-high.mp3", Duration.ZERO);

    sweep.once().block();

    assertThat(store.keys()).containsExactly("results/space/mp3-high.mp3");
  }

  @Test
  void unfinishedUploadsOfYesterdayAreGivenUp() {
    store.startMultipart("results/space/mp3-high.mp3", "audio/mpeg").block();

    sweepAt(Clock.systemUTC());
    assertThat(store.openUploads).isEqualTo(1);

    sweepAt(Clock.offset(Clock.systemUTC(), LEFTOVER_AGE.plusMinutes(1)));
    assertThat(store.openUploads).isZero();
  }

  private void sweepAt(Clock clock) {
    new Sweep(store, clock, RETENTION, LEFTOVER_AGE).once().block();
  }

  @Test
  void aFailureInOneFolderKeepsNoneOfTheOthersFromGoing() {
    put("results/space/mp3-high.mp3", RETENTION.plusSeconds(1));
    put("work/old/manifest.json", RETENTION.plusSeconds(1));
    store.failingPrefix = "results/";

    sweep.once().block();

    assertThat(store.keys()).containsExactly("results/space/mp3-high.mp3");
  }

  @Test
  void foldersOfKilledProcessesGoToo() throws Exception {
    WorkFolder old = WorkFolder.create();
    Files.write(old.file("audio.m4a"), new byte[1]);
    Instant yesterday = Instant.now().minus(LEFTOVER_AGE);
    Files.setLastModifiedTime(old.path(), FileTime.from(yesterday.minusSeconds(60)));
    WorkFolder young = WorkFolder.create();

    sweepAt(Clock.systemUTC());

    assertThat(old.path()).doesNotExist();
    assertThat(young.path()).exists();
    young.remove();
  }

  @Test
  void itIsRepeatedUntilTheApplicationStops() {
    put("ended/old", LEFTOVER_AGE.plusSeconds(1));
    SweepSchedule schedule = new SweepSchedule(sweep::once, Duration.ofMillis(20));
    schedule.start();
    StepVerifier.create(Flux.interval(Duration.ofMillis(10)).takeUntil(n -> store.keys().isEmpty()))
        .thenConsumeWhile(n -> true)
        .expectComplete()
        .verify(Duration.ofSeconds(10));
    put("ended/old", LEFTOVER_AGE.plusSeconds(1));
    StepVerifier.create(Flux.interval(Duration.ofMillis(10)).takeUntil(n -> store.keys().isEmpty()))
        .thenConsumeWhile(n -> true)
        .expectComplete()
        .verify(Duration.ofSeconds(10));
    schedule.stop();
    assertThat(schedule.isRunning()).isFalse();
  }

  private void put(String key, Duration age) {
    store.putAt(key, new byte[1], NOW.minus(age));
  }
}
