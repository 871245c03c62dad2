package top.vetra.transcoder.mp3;

import java.nio.ByteBuffer;
import java.util.Arrays;
import top.vetra.model.audio.StreamFormat;

/**
 * The content of an ID3 MLLT frame (ID3v2.3, 4.7): where which moment of the audio is, to the
 * millisecond and the byte. The info frame's seek points are steps of a 256th of the file, 28
 * seconds of a two-hour recording; players that know this table jump to the moment.
 */
final class LocationTable {

  /** A reference every one or two seconds of a two-hour recording, in about 16 KB. */
  private static final int MAX_REFERENCES = 4096;

  private static final int HEADER_BYTES = 10;
  private static final byte BYTE_BITS = 24;
  private static final byte MILLI_BITS = 8;
  private static final int REFERENCE_BYTES = (BYTE_BITS + MILLI_BITS) / 8;

  private final StreamFormat format;
  private final int framesBetween;

  /** Where each reference is, in bytes from the first audio frame. */
  private final long[] positions;

  private int known;

  LocationTable(long frames, StreamFormat format) {
    this.format = format;
    this.framesBetween = (int) (frames / MAX_REFERENCES + 1);
    this.positions = new long[(int) ((frames - 1) / framesBetween) + 1];
  }

  /** The next frame whose position is to be told, of a recording that is long enough. */
  long nextFrame() {
    return (long) known * framesBetween;
  }

  /** Takes note of the position of that frame, in bytes from the first audio frame. */
  void add(long position) {
    if (known < positions.length) {
      positions[known++] = position;
    }
  }

  /** Has its final length from the start, whatever is known yet. */
  byte[] bytes() {
    int references = positions.length - 1;
    long leastBytes = Arrays.stream(differences(references)).min().orElse(0);
    ByteBuffer table = ByteBuffer.allocate(HEADER_BYTES + references * REFERENCE_BYTES);
    table.putShort((short) framesBetween);
    put24(table, leastBytes);
    put24(table, millis(1));
    table.put(BYTE_BITS).put(MILLI_BITS);
    for (int i = 0; i < references; i++) {
      put24(table, positions[i + 1] - positions[i] - leastBytes);
      table.put((byte) (millis(i + 1) - millis(i) - millis(1)));
    }
    return table.array();
  }

  private long[] differences(int count) {
    long[] differences = new long[count];
    Arrays.setAll(differences, i -> positions[i + 1] - positions[i]);
    return differences;
  }

  /** When a reference is; rounded down, so that no step is shorter than the first. */
  private long millis(int reference) {
    return (long) reference * framesBetween * format.mp3FrameSamples() * 1000 / format.sampleRate();
  }

  private static void put24(ByteBuffer out, long value) {
    out.put((byte) (value >> 16)).putShort((short) value);
  }
}
