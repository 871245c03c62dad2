package top.vetra.fetcher.chunk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import top.vetra.fetcher.adts.AacShape;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.FetchTask;

/** Finds the one shape that all of a recording's audio has. */
final class ChunkShape {

  private ChunkShape() {}

  /**
   * The shape of the segments, or what is known from earlier chunks if none of them has audio.
   *
   * @throws ProblemException {@code audio-invalid} if there are several, or one that cannot be
   *     converted; {@code audio-incomplete} if there is none
   */
  static AacShape of(FetchTask task, List<FetchedSegment> segments) {
    AacShape shape = null;
    for (FetchedSegment segment : segments) {
      if (segment instanceof FetchedSegment.Audible audible) {
        AacShape its = audible.audio().shape();
        if (audible.audio().changesShape() || (shape != null && !shape.equals(its))) {
          throw changed();
        }
        shape = its;
      }
    }
    return agreed(shape, task.format());
  }

  private static AacShape agreed(@Nullable AacShape shape, @Nullable StreamFormat known) {
    if (shape == null) {
      if (known == null) {
        throw new ProblemException(
            ProblemCode.AUDIO_INCOMPLETE,
            "The beginning of the recording is missing, and with it what its audio is like. "
                + ProblemCode.AUDIO_INCOMPLETE.advice());
      }
      return AacShape.of(known);
    }
    if (known != null && !known.equals(shape.format())) {
      throw changed();
    }
    if (shape.channels() > 2) {
      throw new ProblemException(
          ProblemCode.AUDIO_INVALID,
          "The recording has " + shape.channels() + " channels; a Space has one or two.");
    }
    return shape;
  }

  private static ProblemException changed() {
    return new ProblemException(
        ProblemCode.AUDIO_INVALID,
        "The recording changes its sample rate, its channels or its coding midway, which cannot be"
            + " joined into one file.");
  }
}
