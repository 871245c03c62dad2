package top.vetra.fetcher.adts;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The frame that begins at the end of one segment and ends at the beginning of the next. */
public final class Seam {

  private Seam() {}

  /** That frame; null if there is none, or its halves do not fit. */
  public static @Nullable Frame between(SegmentAudio before, SegmentAudio after) {
    if (!before.isCutOff() || before.shape() == null) {
      return null;
    }
    int tail = before.data().length - before.tailStart();
    int length = tail + after.headEnd();
    byte[] joined =
        Arrays.copyOfRange(before.data(), before.tailStart(), before.tailStart() + length);
    System.arraycopy(after.data(), 0, joined, tail, after.headEnd());
    return AdtsHeader.isAt(joined, 0, length, before.shape())
            && AdtsHeader.frameLength(joined, 0) == length
        ? new Frame(joined, 0, length)
        : null;
  }
}
