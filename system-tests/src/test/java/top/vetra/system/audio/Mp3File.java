package top.vetra.system.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An MP3 file taken apart by the letter of ID3v2 and of the Xing header, without any code of the
 * product.
 *
 * @param bytes the whole file
 * @param audioStart where the first frame after the Xing frame begins
 * @param xingStart where the Xing frame begins
 */
public record Mp3File(byte[] bytes, int xingStart, int audioStart) {

  private static final int[] KILOBITS_MPEG1_LAYER3 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] HERTZ_MPEG1 = {44_100, 48_000, 32_000};

  /** Reads a file of MPEG-1 layer III frames behind an ID3v2 tag. */
  public static Mp3File read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int xing = 0;
    if (new String(bytes, 0, 3, StandardCharsets.ISO_8859_1).equals("ID3")) {
      xing = 10 + (bytes[6] << 21 | bytes[7] << 14 | bytes[8] << 7 | bytes[9]);
    }
    return new Mp3File(bytes, xing, xing + frameLength(bytes, xing));
  }

  /** The MP3 frames after the Xing frame. */
  public byte[] audio() {
    return Arrays.copyOfRange(bytes, audioStart, bytes.length);
  }

  /** The frame count that the Xing header claims. */
  public int claimedFrames() {
    return ByteBuffer.wrap(bytes).getInt(xingHeader() + 8);
  }

  private int xingHeader() {
    for (int i = xingStart; i < audioStart - 4; i++) {
      if (new String(bytes, i, 4, StandardCharsets.ISO_8859_1).equals("Xing")) {
        return i;
      }
    }
    throw new AssertionError("no Xing header");
  }

  /** The frames that are really there. */
  public int countFrames() {
    int frames = 0;
    for (int at = audioStart; at < bytes.length; at += frameLength(bytes, at)) {
      frames++;
    }
    return frames;
  }

  private static int frameLength(byte[] bytes, int at) {
    int header = ByteBuffer.wrap(bytes).getInt(at);
    if ((header & 0xFFFE0000) != 0xFFFA0000) {
      throw new AssertionError("no MPEG-1 layer III frame at " + at);
    }
    int kilobits = KILOBITS_MPEG1_LAYER3[header >> 12 & 15];
    int hertz = HERTZ_MPEG1[header >> 10 & 3];
    return 144_000 * kilobits / hertz + (header >> 9 & 1);
  }
}
