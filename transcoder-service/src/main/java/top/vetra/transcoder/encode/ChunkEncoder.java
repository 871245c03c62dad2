package top.vetra.transcoder.encode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Gap;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.EncodeTask;
import top.vetra.transcoder.aac.AdtsFrames;
import top.vetra.transcoder.ffmpeg.AacInput;
import top.vetra.transcoder.ffmpeg.Ffmpeg;
import top.vetra.transcoder.ffmpeg.FfmpegFailedException;

/** Makes a chunk's own MP3 frames from its AAC frames and its neighbours'. */
public final class ChunkEncoder {

  /** The longest MP3 frame: 320 kb/s at 32 kHz, padded. */
  private static final int MAX_MP3_FRAME = 1441;

  /** Of a chunk's frames, one in so many may be damaged: more is not a recording any more. */
  private static final int DAMAGE_LIMIT = 10;

  /** X's segments are about as long. */
  private static final int SEGMENT_SECONDS = 3;

  private static final Logger log = LoggerFactory.getLogger(ChunkEncoder.class);

  private final Ffmpeg ffmpeg;
  private final DecodeCheck check;
  private final boolean checkAll;

  /** Encodes with a program whose own word on damage is taken. */
  public ChunkEncoder(Ffmpeg ffmpeg) {
    this(ffmpeg, ffmpeg);
  }

  /** Encodes with one program what another, if it is another, has found to decode. */
  public ChunkEncoder(Ffmpeg ffmpeg, Ffmpeg judge) {
    this.ffmpeg = ffmpeg;
    this.check = new DecodeCheck(judge);
    this.checkAll = judge != ffmpeg;
  }

  /** AAC frames that cannot be decoded become silence, so that time stays. */
  Mono<Part> encode(EncodeTask task, byte[] chunk) {
    return Mono.defer(
        () -> {
          AdtsFrames frames = framesOf(task, chunk);
          EncodeWindow window = EncodeWindow.of(task);
          if (checkAll) {
            return repairAndRun(task, frames, window);
          }
          return run(task, frames, window)
              .onErrorResume(FfmpegFailedException.class, ChunkEncoder::unlessStopped)
              .filter(encoded -> encoded.isWhole(frames, window))
              .map(encoded -> Part.whole(encoded.own(window)))
              .switchIfEmpty(Mono.defer(() -> repairAndRun(task, frames, window)));
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

  /**
   * Nothing came out. If ffmpeg gave up by itself, the audio may be why; else it is tried again.
   */
  private static Mono<Encoded> unlessStopped(FfmpegFailedException failure) {
    return failure.isOwnVerdict() ? Mono.empty() : Mono.error(failure);
  }

  private Mono<Part> repairAndRun(EncodeTask task, AdtsFrames frames, EncodeWindow window) {
    return check
        .undecodable(frames)
        .onErrorMap(FfmpegFailedException.class, ChunkEncoder::invalidUnlessStopped)
        .flatMap(
            damaged -> {
              report(task, damaged);
              if (damaged.cardinality() * DAMAGE_LIMIT > frames.count()) {
                return Mono.error(new ProblemException(ProblemCode.AUDIO_INVALID));
              }
              if (!task.preset().allowGaps() && missesSegment(task, damaged)) {
                return Mono.error(new ProblemException(ProblemCode.AUDIO_INCOMPLETE));
              }
              return run(task, frames.withSilenceAt(damaged), window)
                  .filter(encoded -> encoded.isWholeAsChecked(frames, window))
                  .map(encoded -> Part.repaired(task, encoded.own(window), damaged));
            })
        .switchIfEmpty(Mono.error(() -> new ProblemException(ProblemCode.AUDIO_INVALID)));
  }

  /** Whether somewhere as much is silence as makes a segment count as missing. */
  private static boolean missesSegment(EncodeTask task, BitSet damaged) {
    StreamFormat format = task.format();
    int segment = (int) Math.round(SEGMENT_SECONDS / format.secondsOf(1));
    return damaged.stream()
        .map(first -> damaged.get(first, first + segment).cardinality())
        .anyMatch(frames -> format.secondsOf(frames) > Gap.TOLERATED_SECONDS);
  }

  private static Throwable invalidUnlessStopped(FfmpegFailedException failure) {
    return failure.isOwnVerdict() ? new ProblemException(ProblemCode.AUDIO_INVALID) : failure;
  }

  private static void report(EncodeTask task, BitSet damaged) {
    if (!damaged.isEmpty()) {
      log.warn(
          "conversion {} chunk {}: {} AAC frames cannot be decoded",
          task.conversionId(),
          task.chunk(),
          damaged.cardinality());
    }
  }

  private static List<String> arguments(EncodeTask task, EncodeWindow window) {
    List<String> arguments = new ArrayList<>(AacInput.arguments());
    if (window.skippedSamples() > 0) {
      arguments.addAll(List.of("-af", "atrim=start_sample=" + window.skippedSamples()));
    }
    arguments.addAll(List.of("-map", "0:a:0", "-c:a", "libmp3lame"));
    arguments.addAll(LamePreset.of(task.preset().quality()).arguments());
    arguments.addAll(
        List.of("-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0", "-write_id3v1", "0"));
    // Otherwise ffmpeg writes each MP3 frame by itself: that is a twelfth of the work of encoding.
    arguments.addAll(List.of("-flush_packets", "0", "-f", "mp3", "pipe:1"));
    return arguments;
  }
}
