package top.vetra.transcoder.mp3;

import java.util.ArrayList;
import java.util.List;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.store.SeekTable;

/**
 * Where every so many frames begin, for players that read the file in pieces. The times are those
 * of what a decoder gives out, to the sample.
 */
final class SeekSteps {

  /** 200 KB at the usual quality: soon there after a jump, and few requests while it plays. */
  private static final int SECONDS = 10;

  private final StreamFormat format;
  private final int framesBetween;

  /** In bytes from the first audio frame. */
  private final List<Long> positions = new ArrayList<>();

  SeekSteps(StreamFormat format) {
    this.format = format;
    this.framesBetween = SECONDS * format.sampleRate() / format.mp3FrameSamples();
  }

  /** The next frame whose position is to be told. */
  long nextFrame() {
    return (long) positions.size() * framesBetween;
  }

  /** Takes note of the position of that frame, in bytes from the first audio frame. */
  void add(long position) {
    positions.add(position);
  }

  /**
   * All of them.
   *
   * @param audioBytes the length of the audio frames
   * @param fileBytes the length of the file, which ends with them
   */
  SeekTable table(long audioBytes, long fileBytes) {
    List<Long> offsets = new ArrayList<>();
    positions.forEach(position -> offsets.add(fileBytes - audioBytes + position));
    offsets.add(fileBytes);
    return new SeekTable(
        -seconds(Mp3Count.DELAY),
        seconds((long) framesBetween * format.mp3FrameSamples()),
        offsets);
  }

  private double seconds(long samples) {
    return (double) samples / format.sampleRate();
  }
}
