package top.vetra.resolver.x.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTypeTest {

  @ParameterizedTest
  @CsvSource({
    "ffd8ffe000104a46, JPEG",
    "89504e470d0a1a0a0000, PNG",
    "524946460a00000057454250, WEBP",
  })
  void pictures_are_told_by_their_first_bytes(String bytes, ImageType type) {
    assertThat(ImageType.of(HexFormat.of().parseHex(bytes))).contains(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "R", "RIFF....WAVE", "<svg xmlns='x'/>", "<!doctype html>", "GIF89a"})
  void everything_else_is_refused(String text) {
    assertThat(ImageType.of(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
