package top.vetra.standalone.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetOptionsTest {

  @Test
  void theFileMayStandOnEitherSideOfTheLink() {
    GetOptions expected = new GetOptions("x.com/i/spaces/1", Path.of("my file.mp3"));
    assertThat(parse("x.com/i/spaces/1,-o,my file.mp3")).isEqualTo(expected);
    assertThat(parse("-o,my file.mp3,x.com/i/spaces/1")).isEqualTo(expected);
    assertThat(parse("x.com/i/spaces/1")).isEqualTo(new GetOptions("x.com/i/spaces/1", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-o,a.mp3", "link,-o", "link,other", "link,--fast", "link,-o,a,-o,b"})
  void whatIsNotUnderstoodIsRefused(String arguments) {
    assertThatThrownBy(() -> parse(arguments)).isInstanceOf(IllegalArgumentException.class);
  }

  private static GetOptions parse(String arguments) {
    return GetOptions.parse(arguments.isEmpty() ? new String[0] : arguments.split(",", -1));
  }
}
