package top.vetra.transcoder.encode;

import java.util.List;

/** How ffmpeg is made to read AAC, and nothing else, from its standard input and nowhere else. */
final class AacInput {

  static final List<String> ARGUMENTS =
      List.of(
          "-hide_banner",
          "-nostdin",
          "-nostats",
          "-loglevel",
          "verbose",
          "-protocol_whitelist",
          "pipe",
          "-threads",
          "1",
          "-filter_threads",
          "1",
          // The format is known: nothing is to be guessed from the first bytes.
          "-probesize",
          "32",
          "-analyzeduration",
          "0",
          "-f",
          "aac",
          "-i",
          "pipe:0",
          "-map",
          "0:a:0");

  private AacInput() {}
}
