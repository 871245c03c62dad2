package top.vetra.fetcher.adts;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a segment's bytes.
 *
 * @param data the bytes that the positions below point into
 * @param shape of its frames; null if it has none
 * @param offsets where each frame begins in {@code data}
 * @param lengths of each frame, with its header
 * @param losses where bytes were passed over that are neither frame nor tag
 * @param tags where ID3 tags stand
 * @param headEnd where the first frame or tag begins: what lies before may belong to the segment
 *     before
 * @param tailStart where the last frame or tag begins that is cut off by the end; the length of
 *     {@code data} if none is
 * @param changesShape whether frames of another shape follow; they are not among these
 */
public record SegmentAudio(
    byte[] data,
    @Nullable AacShape shape,
    int[] offsets,
    int[] lengths,
    List<Loss> losses,
    List<Tag> tags,
    int headEnd,
    int tailStart,
    boolean changesShape) {

  /** Bytes without any audio. */
  static SegmentAudio none(byte[] data) {
    int end = data.length;
    return new SegmentAudio(
        data, null, new int[0], new int[0], List.of(), List.of(), end, end, false);
  }

  /** Frames in the segment. */
  public int frames() {
    return offsets.length;
  }

  /** A frame, as a view on {@link #data}. */
  public Frame frame(int index) {
    return new Frame(data, offsets[index], lengths[index]);
  }

  /** Mean length of a frame in bytes; 0 if there is none. */
  public int meanFrameLength() {
    return frames() == 0 ? 0 : (int) (Arrays.stream(lengths).asLongStream().sum() / frames());
  }

  /** Whether the last frame or tag is cut off by the end. */
  public boolean isCutOff() {
    return tailStart < data.length;
  }

  /**
   * The losses inside the segment: without what its neighbours may know more about, at either end.
   */
  public List<Loss> innerLosses() {
    return losses.stream()
        .filter(loss -> loss.from() > 0 && !(isCutOff() && loss.from() == tailStart))
        .toList();
  }

  /**
   * Bytes that were passed over.
   *
   * @param frame how many frames stand before them
   * @param from where they begin
   * @param bytes how many they are
   */
  public record Loss(int frame, int from, int bytes) {}

  /**
   * An ID3 tag.
   *
   * @param frame how many frames stand before it
   * @param from where it begins
   * @param to where it ends
   */
  public record Tag(int frame, int from, int to) {}
}
