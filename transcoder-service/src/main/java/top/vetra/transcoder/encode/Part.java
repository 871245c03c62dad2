package top.vetra.transcoder.encode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Gap;
import top.vetra.model.queue.EncodeTask;

/**
 * A chunk's part of the result.
 *
 * @param frames its own MP3 frames, as bytes
 * @param gaps what is silence in it because it could not be decoded
 */
record Part(byte[] frames, List<Gap> gaps) {

  Part {
    gaps = List.copyOf(gaps);
  }

  /** Of a chunk that decoded whole. */
  static Part whole(byte[] frames) {
    return new Part(frames, List.of());
  }

  /** Of a chunk in which these AAC frames, its neighbours' included, were made silence. */
  static Part repaired(EncodeTask task, byte[] frames, BitSet silent) {
    StreamFormat format = task.format();
    int end = task.leadInFrames() + task.frames();
    List<Gap> gaps = new ArrayList<>();
    int from = silent.nextSetBit(task.leadInFrames());
    while (from >= 0 && from < end) {
      int to = Math.min(silent.nextClearBit(from), end);
      long first = task.firstFrame() + from - task.leadInFrames();
      gaps.add(new Gap(format.secondsOf(first), format.secondsOf(to - from), null));
      from = silent.nextSetBit(to);
    }
    return new Part(frames, gaps);
  }
}
