package top.vetra.fetcher.chunk;

import java.util.List;
import top.vetra.fetcher.adts.Frame;
import top.vetra.fetcher.plan.PlannedSegment;

/**
 * What a segment gives to the recording: its frames, and silent ones for those it lacks.
 *
 * @param planned the segment
 * @param frames in the order in which they sound
 * @param silences where silent frames stand among them
 */
record Stretch(PlannedSegment planned, List<Frame> frames, List<Silence> silences) {

  /**
   * Silent frames in a row.
   *
   * @param at how many frames of the stretch stand before them
   * @param frames how many they are, at least 1
   */
  record Silence(int at, int frames) {}

  /** Where among {@code frames} the segment's own frame of this number stands. */
  int positionOf(int frame) {
    int position = frame;
    for (Silence silence : silences) {
      position += silence.at() <= position ? silence.frames() : 0;
    }
    return position;
  }

  /** Silent frames in all. */
  int silentFrames() {
    return silences.stream().mapToInt(Silence::frames).sum();
  }
}
