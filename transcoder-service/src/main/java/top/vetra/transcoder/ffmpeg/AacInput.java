package top.vetra.transcoder.ffmpeg;

import java.util.List;
import java.util.stream.Stream;

/** How ffmpeg is made to read AAC, and nothing else, from its standard input and nowhere else. */
public final class AacInput {

  private static final List<String> BEFORE =
      List.of(
          "-hide_banner",
          "-nostdin",
          "-nostats",
          // The statistics at its end, which tell what really was decoded, are verbose.
          "-loglevel",
          "verbose",
          "-protocol_whitelist",
          "pipe",
          "-threads",
          "1",
          "-filter_threads",
          "1");

  private static final List<String> INPUT = List.of("-f", "aac", "-i", "pipe:0");

  /** The format is known: nothing is to be guessed from the first bytes. */
  private static final List<String> NO_PROBING =
      List.of("-probesize", "32", "-analyzeduration", "0");

  private AacInput() {}

  /** The arguments that come first: {@code pipe:0} is input 0. */
  public static List<String> arguments() {
    return Stream.of(BEFORE, NO_PROBING, INPUT).flatMap(List::stream).toList();
  }

  /**
   * The same, but ffmpeg looks ahead. Without that, it gives the first two frames one timestamp,
   * and finds no frames behind a tag.
   */
  public static List<String> lookingAhead() {
    return Stream.of(BEFORE, INPUT).flatMap(List::stream).toList();
  }
}
