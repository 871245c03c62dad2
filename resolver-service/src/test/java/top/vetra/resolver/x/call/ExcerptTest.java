package top.vetra.resolver.x.call;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void keeps_what_tells_of_a_change() {
    assertThat(Excerpt.of("{\"errors\":[{\"code\":336,\"message\":\"features cannot be null\"}]}"))
        .isEqualTo("{\"errors\":[{\"code\":336,\"message\":\"features cannot be null\"}]}");
  }

  @Test
  void masks_tokens_by_name_and_by_length() {
    String jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N";

    assertThat(Excerpt.of("{\"guest_token\":\"1900000000000000001\",\"chatToken\" : \"abc\"}"))
        .isEqualTo("{\"guest_token\":\"***\",\"chatToken\" : \"***\"}");
    assertThat(Excerpt.of("0123456789abcdef0123456789abcdef")).isEqualTo("01234567***");
    assertThat(Excerpt.of("https://prod.video.pscp.tv/transcode/" + jwt + "/p.m3u8"))
        .doesNotContain(jwt.substring(9))
        .startsWith("https://prod.video.pscp.tv/transcode/");
  }

  @Test
  void leaves_the_names_of_features_readable() {
    String message =
        "The following features cannot be null:"
            + " responsive_web_graphql_skip_user_profile_image_extensions_enabled";

    assertThat(Excerpt.of(message)).isEqualTo(message);
  }

  @Property
  void is_one_short_line(@ForAll String text) {
    assertThat(Excerpt.of(text)).hasSizeLessThanOrEqualTo(500).doesNotContain("\n", "\r", "\u2028");
  }
}
