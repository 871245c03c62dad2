package top.vetra.transcoder.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.queue.EncodeTask;
import top.vetra.transcoder.aac.AdtsFrames;
import top.vetra.transcoder.ffmpeg.Ffmpeg;
import top.vetra.transcoder.mp3.Mp3Frames;

/** Makes a chunk's own MP3 frames from its AAC frames and its neighbours'. */
final class ChunkEncoder {

  /** The longest MP3 frame: 320 kb/s at 32 kHz, padded. */
  private static final int MAX_MP3_FRAME = 1441;

  /** ffmpeg's final statistics, there since 2013: how much its decoder really gave. */
  private static final Pattern DECODED =
      Pattern.compile("(\\d+) frames decoded[^|]*\\((\\d+) samples\\)");

  private final Ffmpeg ffmpeg;

  ChunkEncoder(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** The part, as bytes. */
  Mono<byte[]> encode(EncodeTask task, byte[] chunk) {
    return Mono.defer(
        () -> {
          AdtsFrames frames = framesOf(task, chunk);
          EncodeWindow window = EncodeWindow.of(task);
          return run(task, frames, window)
              .map(
                  encoded -> {
                    if (!encoded.isComplete(frames, window)) {
                      throw new IllegalStateException("chunk " + task.chunk() + " lost frames");
                    }
                    return encoded.frames.slice(window.skippedFrames(), window.ownFrames());
                  });
        });
  }

  private static AdtsFrames framesOf(EncodeTask task, byte[] chunk) {
    AdtsFrames frames = AdtsFrames.of(chunk);
    int expected = task.leadInFrames() + task.frames() + task.leadOutFrames();
    if (frames.count() != expected) {
      throw new IllegalStateException(
          "AAC frames in chunk: " + frames.count() + " (expected: " + expected + ")");
    }
    return frames;
  }

  private Mono<Encoded> run(EncodeTask task, AdtsFrames frames, EncodeWindow window) {
    int limit = Math.toIntExact(window.framesOut() * MAX_MP3_FRAME);
    return ffmpeg.run(arguments(task, window), frames::writeTo, limit).map(Encoded::of);
  }

  private static List<String> arguments(EncodeTask task, EncodeWindow window) {
    List<String> arguments = new ArrayList<>(AacInput.ARGUMENTS);
    if (window.skippedSamples() > 0) {
      arguments.addAll(List.of("-af", "atrim=start_sample=" + window.skippedSamples()));
    }
    arguments.addAll(List.of("-c:a", "libmp3lame"));
    arguments.addAll(LamePreset.of(task.preset().quality()).arguments());
    arguments.addAll(
        List.of("-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0", "-write_id3v1", "0"));
    arguments.addAll(List.of("-f", "mp3", "pipe:1"));
    return arguments;
  }

  private record Encoded(Mp3Frames frames, long decodedSamples) {

    static Encoded of(Ffmpeg.Output output) {
      Matcher decoded = DECODED.matcher(output.log());
      return new Encoded(
          Mp3Frames.of(output.bytes()), decoded.find() ? Long.parseLong(decoded.group(2)) : -1);
    }

    /** The number of MP3 frames alone would not show one lost AAC frame, which is shorter. */
    boolean isComplete(AdtsFrames source, EncodeWindow window) {
      return decodedSamples == (long) source.count() * StreamFormat.AAC_FRAME_SAMPLES
          && frames.count() == window.framesOut();
    }
  }
}
