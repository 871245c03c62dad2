package top.vetra.transcoder.encode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import top.vetra.model.audio.StreamFormat;
import top.vetra.transcoder.aac.AdtsFrames;
import top.vetra.transcoder.ffmpeg.AacInput;
import top.vetra.transcoder.ffmpeg.Ffmpeg;

/** Finds the frames that ffmpeg cannot decode. It leaves them out, which would shift time. */
final class DecodeCheck {

  /** A line per decoded frame: stream, DTS, PTS, samples, bytes, checksum. */
  private static final Pattern LINE =
      Pattern.compile("^0, *-?\\d+, *(\\d+), *(\\d+),", Pattern.MULTILINE);

  private static final int MAX_LINE_BYTES = 128;
  private static final int MAX_HEADER_BYTES = 4096;

  private final Ffmpeg ffmpeg;

  DecodeCheck(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** The places of the frames that do not decode to 1024 samples. */
  Mono<BitSet> undecodable(AdtsFrames frames) {
    List<String> arguments = new ArrayList<>(AacInput.lookingAhead());
    arguments.addAll(List.of("-map", "0:a:0", "-c:a", "pcm_s16le", "-f", "framecrc", "pipe:1"));
    // Behind a silent frame, so that a damaged first one cannot mislead the decoder about the rest.
    AdtsFrames watched = frames.behindSilence();
    return ffmpeg
        .run(arguments, watched::writeTo, MAX_HEADER_BYTES + watched.count() * MAX_LINE_BYTES)
        .map(output -> missing(output, frames.count()));
  }

  private static BitSet missing(Ffmpeg.Output output, int count) {
    BitSet missing = new BitSet(count);
    missing.set(0, count);
    Matcher line = LINE.matcher(new String(output.bytes(), StandardCharsets.US_ASCII));
    while (line.find()) {
      long start = Long.parseLong(line.group(1));
      long place = start / StreamFormat.AAC_FRAME_SAMPLES - 1;
      boolean whole =
          start % StreamFormat.AAC_FRAME_SAMPLES == 0
              && Long.parseLong(line.group(2)) == StreamFormat.AAC_FRAME_SAMPLES;
      if (whole && place >= 0 && place < count) {
        missing.clear((int) place);
      }
    }
    return missing;
  }
}
