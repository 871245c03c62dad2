package top.vetra.system.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import top.vetra.system.audio.Ffmpeg;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.space.SpaceScenario;

/**
 * Everything that X is known to do, through the public API: each scenario ends in a complete
 * recording or in the right code. The table of outcomes is left in {@code target/scenarios.md}.
 */
class ScenariosIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** Waits of minutes, cut down to seconds. */
  private static final Map<String, String> HASTE =
      Map.ofEntries(
          Map.entry("VETRA_PLAN_NOT_READY_PATIENCE", "PT40S"),
          Map.entry("VETRA_PLAN_SETTLED_AFTER", "PT12S"),
          Map.entry("VETRA_RESOLVER_RECORDING", "PT25S"),
          Map.entry("VETRA_RESOLVER_OUTAGES", "PT20S"),
          Map.entry("VETRA_RESOLVER_RECORDING_CHECKS", "PT2S"),
          Map.entry("VETRA_MEDIA_STALL_TIMEOUT", "PT2S"),
          Map.entry("VETRA_MEDIA_RESPONSE_TIMEOUT", "PT10S"),
          Map.entry("VETRA_MEDIA_MAX_BACKOFF", "PT1S"),
          Map.entry("VETRA_X_RESPONSE_TIMEOUT", "PT3S"),
          Map.entry("VETRA_X_BREAKER_PAUSE", "PT2S"),
          Map.entry("VETRA_X_BLOCK_PAUSE", "PT1S"),
          Map.entry("VETRA_X_LONGEST_BLOCK_PAUSE", "PT4S"));

  /** A recording that is not whole yet, though it does not grow for a while. */
  private static final String TAIL_LATER = "just-ended-tail-later";

  /** What the playlist says of these is not what the honest recording holds. */
  private static final Set<String> OTHER_LENGTH = Set.of("duplicate-entries", TAIL_LATER);

  /** A frame whose header is gone cannot be had back: a few milliseconds of silence, by name. */
  private static final Set<String> DAMAGED = Set.of("corrupt-header", "corrupt-payload");

  private static final List<String> WITH_GAPS =
      List.of("segment-missing", "segments-missing", "segment-cut", "segment-empty");

  /** These take long by waiting alone: asked for at the beginning, they wait beside the others. */
  private static final List<String> WAITING =
      List.of(
          "just-ended",
          "just-ended-seconds",
          "just-ended-growing",
          "just-ended-short",
          TAIL_LATER,
          "just-ended-moved",
          "never-ready",
          "never-closed",
          "playlist-moved",
          "playlist-gone",
          "playlist-403",
          "playlist-403-once",
          "segment-stalling",
          "segment-slow");

  private static final Map<String, String> ASKED = new HashMap<>();

  private static final List<String> TABLE = new ArrayList<>();

  private static Product product;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    product = Product.start(SimulatorSettings.defaults(), HASTE);
    TABLE.add("| scenario | what is peculiar | outcome | seconds |");
    TABLE.add("|---|---|---|---|");
    WAITING.forEach(name -> ASKED.put(name, ask(product.simulator().scenario(name))));
  }

  @AfterAll
  static void stop() throws IOException {
    product.close();
    Files.write(Path.of("target", "scenarios.md"), TABLE);
    TABLE.forEach(System.out::println);
  }

  @TestFactory
  Stream<DynamicTest> everyScenarioEndsAsItShould() {
    return product.simulator().scenarios().stream()
        .map(space -> DynamicTest.dynamicTest(space.name(), () -> run(space)));
  }

  @TestFactory
  Stream<DynamicTest> whatIsMissingIsSilenceOfTheSameLengthIfAskedFor() {
    return WITH_GAPS.stream().map(name -> DynamicTest.dynamicTest(name, () -> runWithGaps(name)));
  }

  @Test
  void aRecordingThatWasShortIsAskedForAnewLaterAndThenItIsWhole() throws Exception {
    SpaceScenario space = product.simulator().scenario(TAIL_LATER);
    JsonNode first = product.api().awaitCompleted(asked(TAIL_LATER), PATIENCE);
    assertThat(first.path("shortfall").asString("")).isEqualTo("provisional");
    assertThat(samples(first)).isLessThan(samplesOf(space));

    JsonNode later =
        await()
            .atMost(PATIENCE)
            .until(
                () -> product.api().awaitCompleted(ask(space), PATIENCE),
                job -> job.path("shortfall").isMissingNode());

    assertThat(samples(later)).isEqualTo(samplesOf(space));
  }

  @Test
  void whatXNeverClosedIsAllThatThereIsAndTheJobSaysSo() {
    JsonNode job = product.api().awaitCompleted(asked("never-closed"), PATIENCE);

    assertThat(job.path("shortfall").asString("")).isEqualTo("unclosed");
  }

  private void run(SpaceScenario space) throws Exception {
    String asked = ASKED.get(space.name());
    JsonNode job = product.api().awaitEnd(asked == null ? ask(space) : asked, PATIENCE);
    double seconds = seconds(job, "updatedAt") - seconds(job, "createdAt");
    String outcome = outcome(job);
    TABLE.add("| %s | %s | %s | %.1f |".formatted(space.name(), space.about(), outcome, seconds));
    assertThat(outcome).isIn(space.expected());
    if (outcome.equals("completed")) {
      if (!OTHER_LENGTH.contains(space.name())) {
        assertThat(samples(job)).isEqualTo(samplesOf(space));
      }
      assertThat(job.path("result").path("gaps").isEmpty())
          .isEqualTo(!DAMAGED.contains(space.name()));
    } else {
      assertThat(job.path("error").path("detail").asString("")).isNotBlank();
    }
  }

  private static String asked(String name) {
    return Objects.requireNonNull(ASKED.get(name), name);
  }

  private static String ask(SpaceScenario space) {
    return product.api().submit(space.link());
  }

  private static double seconds(JsonNode job, String time) {
    return Instant.parse(job.path(time).asString("")).toEpochMilli() / 1000.0;
  }

  private void runWithGaps(String name) throws Exception {
    SpaceScenario space = product.simulator().scenario(name);
    String id = product.api().submit(Map.of("url", space.link(), "allowGaps", true));
    JsonNode job = product.api().awaitCompleted(id, PATIENCE);
    assertThat(samples(job)).isEqualTo(samplesOf(space));
    assertThat(job.path("result").path("gaps").size()).isPositive();
  }

  private static String outcome(JsonNode job) {
    String status = job.path("status").asString("");
    return status.equals("failed") ? job.path("error").path("code").asString("") : status;
  }

  private static long samplesOf(SpaceScenario space) {
    return 1024 * product.simulator().expectedFrames(space.id());
  }

  private long samples(JsonNode job) throws Exception {
    Path file = Files.createTempFile(folder, "result", ".mp3");
    product.api().download(job.path("result").path("url").asString(""), file);
    return Ffmpeg.samples(file);
  }
}
