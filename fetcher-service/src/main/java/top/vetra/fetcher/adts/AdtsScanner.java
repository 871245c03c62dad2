package top.vetra.fetcher.adts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import top.vetra.fetcher.id3.TagHeader;

/**
 * Finds the audio frames in a segment, whatever lies between them: ID3 tags (their sizes right or
 * wrong), stray bytes, bytes that look like a header, frames cut short. A header counts if another
 * one, a tag or the end follows where its frame ends; a frame that follows its predecessor without
 * a break counts also when junk follows. No frame counts inside which another surely begins: its
 * length is wounded, even where it happens to lead to a later frame.
 *
 * <p>Every byte is looked at a bounded number of times.
 */
public final class AdtsScanner {

  /** Headers in a row that are no accident. */
  private static final int SURE = 2;

  /** Headers in a row that mean another shape, rather than the one wounded header of a frame. */
  private static final int SURE_CHANGE = 3;

  private final byte[] data;
  private final int end;
  private final AacShape shape;
  private final List<SegmentAudio.Loss> losses = new ArrayList<>();
  private final List<SegmentAudio.Tag> tags = new ArrayList<>();
  private int[] offsets = new int[256];
  private int[] lengths = new int[256];
  private int frames;
  private int headEnd = -1;
  private int tailStart;
  private boolean changesShape;

  private AdtsScanner(byte[] data, AacShape shape) {
    this.data = data;
    this.end = data.length;
    this.shape = shape;
    this.tailStart = end;
  }

  /** Looks through a segment, which is not copied. */
  public static SegmentAudio scan(byte[] segment) {
    AacShape shape = firstShape(segment);
    return shape == null ? SegmentAudio.none(segment) : new AdtsScanner(segment, shape).scan();
  }

  /** The shape of the first frames that are surely such; null if there are none. */
  private static @Nullable AacShape firstShape(byte[] data) {
    for (int at = 0; at < data.length; at++) {
      if (data[at] == (byte) 0xff && isStrong(data, at)) {
        return AdtsHeader.shapeAt(data, at, data.length);
      }
    }
    return null;
  }

  private SegmentAudio scan() {
    int at = 0;
    while (at < end && !changesShape) {
      int next = tagEnd(at);
      if (next > 0) {
        next = cutShort(at, next);
        found(at);
        tags.add(new SegmentAudio.Tag(frames, at, next));
      } else {
        next = frame(at);
      }
      at = next;
    }
    return new SegmentAudio(
        data,
        shape,
        Arrays.copyOf(offsets, frames),
        Arrays.copyOf(lengths, frames),
        losses,
        tags,
        headEnd < 0 ? end : headEnd,
        tailStart,
        changesShape);
  }

  /** Takes the frame that should begin here, or passes over what begins here instead. */
  private int frame(int at) {
    if (!AdtsHeader.isAt(data, at, end, shape)) {
      return passOver(at, nextStart(at, end));
    }
    int frameEnd = at + AdtsHeader.frameLength(data, at);
    int inside = nextStart(at + 1, Math.min(frameEnd, end));
    if (inside < frameEnd) {
      return passOver(at, inside);
    }
    take(at, frameEnd);
    return startsAt(frameEnd) ? frameEnd : passOver(frameEnd, nextStart(frameEnd, end));
  }

  private void take(int at, int frameEnd) {
    found(at);
    if (frames == offsets.length) {
      offsets = Arrays.copyOf(offsets, frames * 2);
      lengths = Arrays.copyOf(lengths, frames * 2);
    }
    offsets[frames] = at;
    lengths[frames++] = frameEnd - at;
  }

  private void found(int at) {
    if (headEnd < 0) {
      headEnd = at;
    }
  }

  private int passOver(int from, int to) {
    if (to == end && isCutOff(from)) {
      tailStart = from;
    }
    if (to > from) {
      losses.add(new SegmentAudio.Loss(frames, from, to - from));
    }
    return to;
  }

  /** Whether a frame or a tag begins here and does not end before the data does. */
  private boolean isCutOff(int at) {
    if (end - at < AdtsHeader.LENGTH) {
      return data[at] == (byte) 0xff || data[at] == 'I';
    }
    return AdtsHeader.isAt(data, at, end) || TagHeader.isAt(data, at, end);
  }

  /** Where the next frame or tag surely begins; {@code to} if none does before it. */
  private int nextStart(int from, int to) {
    for (int at = from; at < to; at++) {
      byte first = data[at];
      if (first == 'I' && tagEnd(at) > 0) {
        return at;
      }
      if (first == (byte) 0xff && AdtsHeader.isAt(data, at, end)) {
        if (isLinked(at)) {
          return at;
        }
        if (!AdtsHeader.isAt(data, at, end, shape) && chain(data, at, SURE_CHANGE) >= SURE_CHANGE) {
          changesShape = true;
          return at;
        }
      }
    }
    return to;
  }

  /** Whether a frame begins here, by what follows it. */
  private boolean isLinked(int at) {
    if (!AdtsHeader.isAt(data, at, end, shape)) {
      return false;
    }
    int next = at + AdtsHeader.frameLength(data, at);
    return next <= end && startsAt(next);
  }

  /** Whether frames of any one shape follow each other here, or one and then the end or a tag. */
  private static boolean isStrong(byte[] data, int at) {
    return chain(data, at, SURE) >= SURE;
  }

  /** Headers of one shape in a row; what ends a single frame in order counts for one more. */
  private static int chain(byte[] data, int at, int enough) {
    int end = data.length;
    AacShape first = AdtsHeader.shapeAt(data, at, end);
    int position = at;
    int headers = 0;
    while (first != null && headers < enough && AdtsHeader.isAt(data, position, end, first)) {
      headers++;
      position += AdtsHeader.frameLength(data, position);
    }
    boolean inOrder = position == end || TagHeader.isAt(data, position, end);
    return headers == 1 && inOrder ? SURE : headers;
  }

  /** Whether a frame of our shape or a tag may begin here, or the data ends. */
  private boolean startsAt(int at) {
    return at == end || TagHeader.isAt(data, at, end) || AdtsHeader.isAt(data, at, end, shape);
  }

  /**
   * Where the tag that begins here ends: after its size as the standard reads it, or as a plain
   * number, whichever leads to something known. 0 if no tag begins here, or its size is wrong.
   */
  private int tagEnd(int at) {
    if (!TagHeader.isAt(data, at, end)) {
      return 0;
    }
    int standard = at + TagHeader.synchsafeLength(data, at);
    if (standard <= end && startsAt(standard)) {
      return standard;
    }
    int plain = at + TagHeader.plainLength(data, at);
    return plain <= end && startsAt(plain) ? plain : 0;
  }

  /** A tag that claims frames for itself ends where they begin. */
  private int cutShort(int from, int to) {
    for (int at = from + TagHeader.LENGTH; at < to; at++) {
      if (data[at] == (byte) 0xff && isStrong(data, at)) {
        return at;
      }
    }
    return to;
  }
}
