package top.vetra.xsimulator.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** About a minute of ADTS frames, repeated for as long as a Space lasts. */
public final class AacLoop {

  /** The encoder's own run-in; its first frames hold no sound. */
  private static final int RUN_IN = 4;

  private final List<byte[]> frames;

  private AacLoop(List<byte[]> frames) {
    this.frames = frames;
  }

  /** The frame that plays at {@code number} frames from the start, header included. */
  public byte[] frame(long number) {
    return frames.get((int) (number % frames.size()));
  }

  static AacLoop encode(Ffmpeg ffmpeg, AudioFormat format) {
    int count = format.loopFrames();
    int samples = (count + RUN_IN) * AudioFormat.FRAME_SAMPLES;
    byte[] pcm = Conversation.pcm(format.sampleRate(), format.channels(), samples);
    String arguments =
        ("-f s16le -ar " + format.sampleRate() + " -ac " + format.channels())
            + (" -i pipe:0 -c:a aac -b:a " + format.bitRate())
            + (" -aac_pns " + (format.noiseSubstitution() ? 1 : 0) + " -f adts pipe:1");
    List<byte[]> frames = split(ffmpeg.run(pcm, List.of(arguments.split(" ", -1))));
    if (frames.size() < count + RUN_IN) {
      throw new IllegalStateException(
          "frames: " + frames.size() + " (expected: at least " + (count + RUN_IN) + ")");
    }
    return new AacLoop(List.copyOf(frames.subList(RUN_IN, RUN_IN + count)));
  }

  /** Cuts a clean ADTS stream into its frames, by the 13-bit length in each header. */
  public static List<byte[]> split(byte[] adts) {
    List<byte[]> frames = new ArrayList<>();
    int at = 0;
    while (at + 7 <= adts.length) {
      if ((adts[at] & 0xff) != 0xff || (adts[at + 1] & 0xf6) != 0xf0) {
        throw new IllegalArgumentException("no ADTS header at byte " + at);
      }
      int length =
          (adts[at + 3] & 3) << 11 | (adts[at + 4] & 0xff) << 3 | (adts[at + 5] & 0xff) >> 5;
      frames.add(Arrays.copyOfRange(adts, at, at + length));
      at += length;
    }
    return frames;
  }

  /** Joins frames {@code first} up to {@code first + count}. */
  public byte[] adts(long first, int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(count * 280);
    try {
      for (int i = 0; i < count; i++) {
        out.write(frame(first + i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
