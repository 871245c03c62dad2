package top.vetra.transcoder.aac;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.DoubleStream;

/** A chunk taken apart into its ADTS frames. */
public final class AdtsFrames {

  private static final int HEADER_BYTES = 7;

  private final List<Frame> frames;

  private AdtsFrames(List<Frame> frames) {
    this.frames = frames;
  }

  /**
   * Finds the frames.
   *
   * @throws IllegalArgumentException if there is anything but whole ADTS frames, one after another
   */
  public static AdtsFrames of(byte[] bytes) {
    List<Frame> frames = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int length = length(bytes, at);
      if (length < HEADER_BYTES || length > bytes.length - at) {
        throw new IllegalArgumentException(
            "ADTS: no whole frame at byte " + at + " of " + bytes.length);
      }
      frames.add(new Frame(bytes, at, length));
      at += length;
    }
    return new AdtsFrames(frames);
  }

  /** The frame's length with its header, or 0 where no header is. */
  private static int length(byte[] bytes, int at) {
    if (bytes.length - at < HEADER_BYTES || bytes[at] != -1 || (bytes[at + 1] & 0xf6) != 0xf0) {
      return 0;
    }
    return (bytes[at + 3] & 0x03) << 11 | (bytes[at + 4] & 0xff) << 3 | (bytes[at + 5] & 0xe0) >> 5;
  }

  /** How many there are. */
  public int count() {
    return frames.size();
  }

  /** About how loud each is. */
  public DoubleStream amplitudes() {
    return frames.stream()
        .mapToDouble(frame -> Loudness.amplitude(frame.bytes, frame.start, frame.length));
  }

  /** The same row of frames, with silence of the same shape in these places. */
  public AdtsFrames withSilenceAt(BitSet places) {
    List<Frame> repaired = new ArrayList<>(frames);
    places.stream().forEach(place -> repaired.set(place, silence()));
    return new AdtsFrames(repaired);
  }

  /** The same row of frames behind a silent one, which any decoder can start with. */
  public AdtsFrames behindSilence() {
    List<Frame> longer = new ArrayList<>(frames.size() + 1);
    longer.add(silence());
    longer.addAll(frames);
    return new AdtsFrames(longer);
  }

  private Frame silence() {
    Frame shape = frames.get(0);
    byte[] frame = SilentFrame.shapedAs(shape.bytes, shape.start);
    return new Frame(frame, 0, frame.length);
  }

  /** Writes them all. */
  public void writeTo(OutputStream out) throws IOException {
    for (Frame frame : frames) {
      out.write(frame.bytes, frame.start, frame.length);
    }
  }

  private record Frame(byte[] bytes, int start, int length) {}
}
