package top.vetra.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.ContentDisposition;

class AttachmentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A talk - Jo (2026-08-14).mp3 | A talk - Jo (2026-08-14).mp3",
        "Café Ångström.mp3 | Cafe Angstrom.mp3",
        "“On air” – live.mp3 | _On air_ _ live.mp3",
        "東京の夜.mp3 | _.mp3",
        "شام بخير 🎙.m4a | _ _ _.m4a",
        "a\"; filename=\"evil.exe.mp3 | a__ filename=_evil.exe.mp3",
        "100%41.mp3 | 100_41.mp3",
        "..\\..\\etc/passwd.mp3 | .._.._etc_passwd.mp3",
        "ﬁne.mp3 | fine.mp3",
        "' or '1'='1.mp3 | ' or '1'='1.mp3",
      })
  void the_name_is_told_in_ascii_and_whole(String name, String ascii) {
    String header = Attachment.named(name);
    assertThat(header)
        .startsWith("attachment; filename=\"" + ascii + "\"; filename*=UTF-8''")
        .matches("[\\x20-\\x7e]+");
    ContentDisposition read = ContentDisposition.parse(header);
    assertThat(read.isAttachment()).isTrue();
    assertThat(read.getFilename()).isEqualTo(name.replaceAll("[/\\\\]", "_"));
  }

  @ParameterizedTest
  @CsvSource({"'a\r\nSet-Cookie: x=1'", "'a\u0000b'", "'a\u007fb'", "'a\nb'"})
  void no_name_ends_the_header(String name) {
    assertThat(Attachment.named(name)).matches("[\\x20-\\x7e]+").doesNotContain("%0", "%7F");
  }
}
