package top.vetra.xsimulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What lies in a segment without stray bytes: its tags, and its frames. */
record SegmentBytes(List<String> tags, int frames, byte[] adts) {

  static SegmentBytes of(byte[] bytes) {
    List<String> tags = new ArrayList<>();
    ByteArrayOutputStream adts = new ByteArrayOutputStream();
    int frames = 0;
    for (int at = 0; at < bytes.length; ) {
      int length;
      if (bytes[at] == 'I' && bytes[at + 1] == 'D' && bytes[at + 2] == '3') {
        length = 10 + (bytes[at + 7] << 14 | bytes[at + 8] << 7 | bytes[at + 9]);
        tags.add(new String(bytes, at, length, StandardCharsets.UTF_8));
      } else if (bytes[at] == (byte) 0xff && (bytes[at + 1] & 0xf6) == 0xf0) {
        length =
            (bytes[at + 3] & 3) << 11 | (bytes[at + 4] & 0xff) << 3 | (bytes[at + 5] & 0xff) >> 5;
        adts.write(bytes, at, length);
        frames++;
      } else {
        throw new AssertionError("neither tag nor frame at byte " + at);
      }
      at += length;
    }
    return new SegmentBytes(tags, frames, adts.toByteArray());
  }
}
