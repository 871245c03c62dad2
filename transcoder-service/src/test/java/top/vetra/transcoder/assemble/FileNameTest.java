package top.vetra.transcoder.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import top.vetra.model.job.Format;
import top.vetra.model.job.Space;

class FileNameTest {

  private static final Instant DATE = Instant.parse("2026-08-14T23:59:00Z");

  @Example
  void itTellsWhatWhoAndWhen() {
    assertThat(name("AI & us", "Zoë")).isEqualTo("AI & us - Zoë (2026-08-14).mp3");
    assertThat(name("日本の話 🎙️", "東京")).isEqualTo("日本の話 🎙️ - 東京 (2026-08-14).mp3");
  }

  @Example
  void whatIsNotKnownIsLeftOut() {
    Space bare = new Space("1AbCdEfGhIjKl", null, null, null, null, null, List.of());
    assertThat(FileName.of(Tags.of(bare), Format.M4A)).isEqualTo("Space 1AbCdEfGhIjKl.m4a");
    assertThat(name(null, null)).isEqualTo("Space by @handle - handle (2026-08-14).mp3");
    assertThat(name(" \t\n ", "Zoë")).isEqualTo("Space by @handle - Zoë (2026-08-14).mp3");
  }

  @Example
  void nothingThatASystemReservesIsLeft() {
    assertThat(name("a/b\\c:d*e?f\"g<h>i|j", "x"))
        .isEqualTo("a b c d e f g h i j - x (2026-08-14).mp3");
    assertThat(name("../../etc/passwd", "..")).isEqualTo("etc passwd (2026-08-14).mp3");
    assertThat(name("CON", null)).startsWith("CON_ - ");
    assertThat(name("Aux. Talk", "x")).startsWith("Aux_. Talk - ");
    assertThat(name("NUL.5 hour", "x")).startsWith("NUL_.5 hour - ");
    assertThat(name("com1 .x", "x")).startsWith("com1_ .x - ");
    assertThat(name("COM\u00b2", "x")).startsWith("COM\u00b2_ - ");
    assertThat(name("Auxiliary. Conference", "x")).startsWith("Auxiliary. Conference - ");
    assertThat(name("-rf", "x")).startsWith("rf - ");
    assertThat(name("???", "x")).isEqualTo("Space - x (2026-08-14).mp3");
  }

  @Example
  void lettersStayAsTheyAreAlsoThoseThatThisJdkHasNoNameFor() {
    assertThat(name("gm \ud83e\udee1\ud83e\ude77 builders, 100% ~ \ue000", "x"))
        .startsWith("gm \ud83e\udee1\ud83e\ude77 builders, 100% ~ \ue000 - ");
    String flagOfWales =
        "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc77\udb40\udc6c\udb40\udc73\udb40\udc7f";
    assertThat(name(flagOfWales, "x")).startsWith(flagOfWales + " - ");
    assertThat(name("a\ufdd0b\uffffc\ud83fd", "x")).startsWith("abcd - ");
  }

  @Example
  void aTitleCannotPretendAnotherEnding() {
    assertThat(name("song\u202e3pm.exe\r\nX: y\0", "x"))
        .isEqualTo("song3pm.exe X y - x (2026-08-14).mp3");
  }

  @Property
  void anyTitleAndNameMakeAShortSafeName(
      @ForAll @StringLength(max = 2000) String title,
      @ForAll @StringLength(max = 500) String name) {
    String fileName = name(title, name);

    assertThat(fileName.getBytes(UTF_8).length).isBetween(5, 190);
    assertThat(fileName).endsWith("(2026-08-14).mp3").doesNotContainPattern("[/\\\\:*?\"<>|]");
    assertThat(fileName.codePoints())
        .noneMatch(Character::isISOControl)
        .noneMatch(letter -> letter >= 0x202a && letter <= 0x202e)
        .noneMatch(letter -> letter >= 0xd800 && letter <= 0xdfff);
    assertThat(fileName.charAt(0)).isNotIn(' ', '.', '-');
  }

  private static String name(@Nullable String title, @Nullable String hostName) {
    Space.Host host = new Space.Host(hostName, "handle", null);
    Space space = new Space("1AbCdEfGhIjKl", title, host, DATE, null, null, List.of());
    return FileName.of(Tags.of(space), Format.MP3);
  }
}
