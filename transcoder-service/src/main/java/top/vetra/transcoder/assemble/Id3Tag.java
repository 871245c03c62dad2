package top.vetra.transcoder.assemble;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * An ID3v2.3 tag with UTF-16 text: the one pair that every player in use reads, old car radios and
 * Windows among them.
 */
final class Id3Tag {

  private static final int HEADER_BYTES = 10;
  private static final int LATIN1 = 0;
  private static final int UTF16 = 1;

  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();

  /**
   * The tag of an MP3 file.
   *
   * @param seconds how long it is
   * @param locationTable the content of its MLLT frame
   */
  static byte[] of(Tags tags, double seconds, byte[] locationTable) {
    Id3Tag tag = tag(tags, seconds);
    tag.frame("MLLT", locationTable);
    return tag.bytes();
  }

  /** The tag of a recording that is so long, wherever its frames are. */
  static byte[] of(Tags tags, double seconds) {
    return tag(tags, seconds).bytes();
  }

  private static Id3Tag tag(Tags tags, double seconds) {
    Id3Tag tag = new Id3Tag();
    tag.text("TIT2", tags.title());
    tag.text("TPE1", tags.artist());
    tag.text("TALB", Tags.ALBUM);
    tag.text("TLEN", String.valueOf(Math.round(seconds * 1000)));
    ZonedDateTime date = tags.date();
    if (date != null) {
      tag.text("TYER", DateTimeFormatter.ofPattern("yyyy", Locale.ROOT).format(date));
      tag.text("TDAT", DateTimeFormatter.ofPattern("ddMM", Locale.ROOT).format(date));
      tag.text("TIME", DateTimeFormatter.ofPattern("HHmm", Locale.ROOT).format(date));
    }
    tag.frame("WOAS", tags.link().getBytes(StandardCharsets.ISO_8859_1));
    tag.comment(tags.comment());
    return tag;
  }

  private void text(String id, String text) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    if (StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
      content.write(LATIN1);
      content.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    } else {
      content.write(UTF16);
      content.writeBytes(utf16(text));
    }
    frame(id, content.toByteArray());
  }

  private void comment(String text) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(UTF16);
    content.writeBytes("eng".getBytes(StandardCharsets.US_ASCII));
    content.writeBytes(utf16(""));
    content.writeBytes(new byte[2]); // ends the empty description
    content.writeBytes(utf16(text));
    frame("COMM", content.toByteArray());
  }

  private static byte[] utf16(String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_16LE);
    return ByteBuffer.allocate(2 + letters.length)
        .put((byte) 0xff)
        .put((byte) 0xfe)
        .put(letters)
        .array();
  }

  private void frame(String id, byte[] content) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.put(id.getBytes(StandardCharsets.US_ASCII)).putInt(content.length);
    frames.writeBytes(header.array());
    frames.writeBytes(content);
  }

  private byte[] bytes() {
    int size = frames.size();
    ByteBuffer tag = ByteBuffer.allocate(HEADER_BYTES + size);
    tag.put("ID3".getBytes(StandardCharsets.US_ASCII)).put((byte) 3).put((byte) 0).put((byte) 0);
    for (int shift = 21; shift >= 0; shift -= 7) {
      tag.put((byte) (size >> shift & 0x7f));
    }
    return tag.put(frames.toByteArray()).array();
  }
}
