package top.vetra.transcoder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import top.vetra.ffmpeg.FfmpegProgram;

/**
 * How the service works.
 *
 * @param ffmpeg the program to run; the bundled one where empty
 * @param home where the bundled program is unpacked
 * @param retention how long results are kept
 * @param transcoder what concerns this service alone
 */
@ConfigurationProperties("vetra")
record TranscoderSettings(
    @Nullable String ffmpeg,
    @Nullable Path home,
    @DefaultValue("P7D") Duration retention,
    @DefaultValue Transcoder transcoder) {

  /**
   * What concerns this service alone.
   *
   * @param encodeConcurrency chunks encoded at a time; 0: as many as there are cores
   * @param assembleConcurrency files made at a time
   * @param encodeLimit how long encoding a chunk may take
   * @param assembleLimit how long making a file may take
   * @param linkLifetime how long a signed link works; at most the retention
   * @param sweepPeriod how often what has had its time is looked for
   * @param roomPeriod how often it is looked whether results have to go to make room
   * @param leftoverAge how long what ended conversions and crashes left behind is kept
   */
  record Transcoder(
      @DefaultValue("0") int encodeConcurrency,
      @DefaultValue("2") int assembleConcurrency,
      @DefaultValue("PT2M") Duration encodeLimit,
      @DefaultValue("PT10M") Duration assembleLimit,
      @DefaultValue("PT24H") Duration linkLifetime,
      @DefaultValue("PT10M") Duration sweepPeriod,
      @DefaultValue("PT1M") Duration roomPeriod,
      @DefaultValue("P1D") Duration leftoverAge) {

    Transcoder {
      if (encodeConcurrency < 0) {
        throw new IllegalArgumentException(
            "encodeConcurrency: " + encodeConcurrency + " (expected: >= 0)");
      }
      if (assembleConcurrency < 1) {
        throw new IllegalArgumentException(
            "assembleConcurrency: " + assembleConcurrency + " (expected: >= 1)");
      }
      positive("encodeLimit", encodeLimit);
      positive("assembleLimit", assembleLimit);
      positive("linkLifetime", linkLifetime);
      positive("sweepPeriod", sweepPeriod);
      positive("roomPeriod", roomPeriod);
      positive("leftoverAge", leftoverAge);
    }

    int encoders() {
      return encodeConcurrency > 0 ? encodeConcurrency : Runtime.getRuntime().availableProcessors();
    }
  }

  private static final Duration MAX_LINK_LIFETIME = Duration.ofDays(7);

  TranscoderSettings {
    positive("retention", retention);
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
    }
  }

  Path programCache() {
    return home == null ? FfmpegProgram.defaultCacheDirectory() : home.resolve("bin");
  }

  /** What is kept for a short time only is looked for as often. */
  Duration sweepPeriod() {
    Duration period = transcoder.sweepPeriod();
    return retention.compareTo(period) < 0 ? retention : period;
  }

  Duration roomPeriod() {
    return transcoder.roomPeriod();
  }

  /**
   * A link that outlives its file would be a broken promise, and S3 signs for no longer than 7
   * days.
   */
  Duration linkLifetime() {
    return Stream.of(transcoder.linkLifetime(), retention, MAX_LINK_LIFETIME)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }
}
