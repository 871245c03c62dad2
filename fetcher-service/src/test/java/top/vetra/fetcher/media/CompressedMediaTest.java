package top.vetra.fetcher.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import top.vetra.fetcher.media.MediaException.Reason;

/** Bodies that come compressed. */
class CompressedMediaTest extends AgainstMediaHost {

  @Test
  void a_compressed_body_is_read_and_a_range_is_asked_for_without_compression() {
    assertThat(read("/gzip")).isEqualTo(BODY);
    assertThat(encoding).isEqualTo("gzip");

    assertThat(readWord("/range")).isEqualTo("small");
    assertThat(encoding).isEqualTo("identity");
  }

  @Test
  void half_a_compressed_body_is_none() {
    assertReason("/gzip-half", false, Reason.UNAVAILABLE);
    assertReason("/gzip-none", false, Reason.UNAVAILABLE);
  }

  @Test
  void a_compressed_body_is_as_large_as_what_is_in_it() {
    assertReason("/gzip-bomb", false, Reason.TOO_LARGE);
  }
}
