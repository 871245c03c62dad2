package top.vetra.fetcher.adts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Handmade frames, tags and junk. */
public final class Bytes {

  public static final AacShape STEREO = new AacShape(1, 3, 2);

  private Bytes() {}

  /** A frame of 48 kHz stereo with this payload. */
  public static byte[] frame(byte... payload) {
    return frame(STEREO, payload);
  }

  /** A frame with this payload, whatever it is. */
  public static byte[] frame(AacShape shape, byte... payload) {
    int length = 7 + payload.length;
    byte[] header = {
      (byte) 0xff,
      (byte) 0xf1,
      (byte) (shape.profile() << 6 | shape.rateIndex() << 2 | shape.channels() >> 2),
      (byte) (shape.channels() << 6 | length >> 11),
      (byte) (length >> 3),
      (byte) (length << 5 | 0x1f),
      (byte) 0xfc
    };
    return join(header, payload);
  }

  /** So many frames, each with a payload of its own. */
  public static byte[] frames(int count, long seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      byte[] payload = new byte[20 + random.nextInt(60)];
      random.nextBytes(payload);
      all.writeBytes(frame(payload));
    }
    return all.toByteArray();
  }

  /** A tag that says so of its size. */
  public static byte[] tag(int claimed, byte... content) {
    byte[] header = {
      'I',
      'D',
      '3',
      4,
      0,
      0,
      (byte) (claimed >> 21 & 0x7f),
      (byte) (claimed >> 14 & 0x7f),
      (byte) (claimed >> 7 & 0x7f),
      (byte) (claimed & 0x7f)
    };
    return join(header, content);
  }

  /** A tag as it should be. */
  public static byte[] tag(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return tag(bytes.length, bytes);
  }

  /** Bytes without meaning, 0xff among them only if so wanted. */
  public static byte[] junk(int length, long seed, boolean withSyncs) {
    byte[] junk = new byte[length];
    new Random(seed).nextBytes(junk);
    for (int i = 0; i < length; i++) {
      if (!withSyncs && junk[i] == (byte) 0xff) {
        junk[i] = 0;
      }
    }
    return junk;
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** The frames that were found, joined. */
  public static byte[] found(SegmentAudio audio) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < audio.frames(); i++) {
      all.write(audio.data(), audio.offsets()[i], audio.lengths()[i]);
    }
    return all.toByteArray();
  }
}
