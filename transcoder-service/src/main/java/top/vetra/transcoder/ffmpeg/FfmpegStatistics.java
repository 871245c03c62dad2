package top.vetra.transcoder.ffmpeg;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What ffmpeg says at its end of what it has done. These lines have been the same since 2013; where
 * another version should not have them, nothing is known.
 *
 * @param decodedSamples samples per channel that its decoder gave
 * @param writtenPackets packets that went into the output
 */
public record FfmpegStatistics(OptionalLong decodedSamples, OptionalLong writtenPackets) {

  private static final Pattern DECODED = Pattern.compile("frames decoded[^|]*\\((\\d+) samples\\)");
  private static final Pattern WRITTEN = Pattern.compile("(\\d+) packets muxed");

  /** Reads them from what {@link Ffmpeg.Output#log()} holds. */
  public static FfmpegStatistics of(String log) {
    return new FfmpegStatistics(number(DECODED, log), number(WRITTEN, log));
  }

  private static OptionalLong number(Pattern pattern, String log) {
    Matcher matcher = pattern.matcher(log);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
