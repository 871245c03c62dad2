package top.vetra.transcoder.assemble;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import top.vetra.model.job.Space;
import top.vetra.transcoder.testing.Recording;

class Id3TagTest {

  @Example
  void aReaderFindsWhatWasWritten() {
    Map<String, String> frames = read(Id3Tag.of(Tags.of(Recording.SPACE), 62.5, new byte[] {1}));

    assertThat(frames)
        .containsEntry("TIT2", "Où va l’IA? / AI")
        .containsEntry("TPE1", "Zoë (@zoe)")
        .containsEntry("TALB", "X Spaces")
        .containsEntry("TYER", "2026")
        .containsEntry("TDAT", "1408")
        .containsEntry("TIME", "1830")
        .containsEntry("TLEN", "62500")
        .containsEntry("WOAS", "https://x.com/i/spaces/1AbCdEfGhIjKl")
        .containsEntry("COMM", "Recorded X Space, https://x.com/i/spaces/1AbCdEfGhIjKl");
  }

  @Example
  void aSpaceWithoutTitleHostAndDateHasATagToo() {
    Space bare = new Space("1AbCdEfGhIjKl", null, null, null, null, null, List.of());

    assertThat(read(Id3Tag.of(Tags.of(bare), 1, new byte[0])))
        .containsEntry("TIT2", "Space 1AbCdEfGhIjKl")
        .containsEntry("TPE1", "Unknown host")
        .doesNotContainKey("TYER");
  }

  @Property
  void noTitleBreaksTheTag(@ForAll String title, @ForAll String name) {
    Space space =
        new Space(
            "1AbCdEfGhIjKl",
            title,
            new Space.Host(name, null, null),
            Instant.MIN,
            null,
            null,
            List.of());
    byte[] tag = Id3Tag.of(Tags.of(space), 1, new byte[0]);

    assertThat(tag.length).isLessThan(4096);
    assertThat(read(tag).get("TIT2")).isNotEmpty().doesNotContain("\n", "\0");
    assertThat(read(tag)).containsKey("COMM");
  }

  /** Reads as the standard says (id3.org, ID3v2.3.0), and fails where anything is left over. */
  private static Map<String, String> read(byte[] bytes) {
    ByteBuffer tag = ByteBuffer.wrap(bytes);
    assertThat(text(tag, 3)).isEqualTo("ID3");
    assertThat(tag.getShort()).isEqualTo((short) 0x0300);
    assertThat(tag.get()).isZero();
    int size = tag.get() << 21 | tag.get() << 14 | tag.get() << 7 | tag.get();
    assertThat(size).isEqualTo(tag.remaining());
    Map<String, String> frames = new LinkedHashMap<>();
    while (tag.hasRemaining()) {
      String id = text(tag, 4);
      int length = tag.getInt();
      assertThat(tag.getShort()).isZero();
      byte[] content = new byte[length];
      tag.get(content);
      frames.put(id, content(id, content));
    }
    return frames;
  }

  private static String content(String id, byte[] content) {
    if (id.startsWith("W")) {
      return new String(content, ISO_8859_1);
    }
    if (id.equals("MLLT")) {
      return Integer.toString(content.length);
    }
    if (id.equals("COMM")) {
      // Encoding, language, and an empty description: byte order mark and end.
      return new String(content, 8, content.length - 8, UTF_16);
    }
    return new String(content, 1, content.length - 1, content[0] == 0 ? ISO_8859_1 : UTF_16);
  }

  private static String text(ByteBuffer tag, int length) {
    byte[] text = new byte[length];
    tag.get(text);
    return new String(text, US_ASCII);
  }
}
