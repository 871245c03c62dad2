package top.vetra.resolver.x.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.model.link.MediaHosts;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

class PlaybackUrlTest {

  private static final MediaHosts HOSTS = MediaHosts.parse("*.video.pscp.tv");
  private static final String GOOD =
      "https://prod-fastly-us-east-1.video.pscp.tv/Transcoding/v1/hls/k/non_transcode/us-east-1/"
          + "periscope-replay-direct-prod-us-east-1-public/audio-space/playlist_1.m3u8?type=replay";

  private static String wrapped(String url) {
    return "https://prod-fastly-us-east-1.video.pscp.tv/Transcoding/v1/hls/k/authorized_status/"
        + "us-east-1/x?a=b&url="
        + URLEncoder.encode(url, StandardCharsets.UTF_8)
        + "&c=d";
  }

  @Test
  void takes_an_address_on_an_allowed_host_as_it_is() {
    assertThat(PlaybackUrl.of(GOOD, HOSTS)).contains(URI.create(GOOD));
  }

  @Test
  void takes_an_address_out_of_its_wrapper() {
    assertThat(PlaybackUrl.of(wrapped(GOOD), HOSTS)).contains(URI.create(GOOD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "not an address",
        "http://prod.video.pscp.tv/p.m3u8",
        "https://evil.example/p.m3u8",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://prod.video.pscp.tv@evil.example/p.m3u8",
      })
  void leaves_others_wrapped_or_not(String address) {
    assertThat(PlaybackUrl.of(address, HOSTS)).isEmpty();
    assertThat(PlaybackUrl.of(wrapped(address), HOSTS).filter(uri -> !isWrapper(uri))).isEmpty();
  }

  private static boolean isWrapper(URI uri) {
    return uri.getPath().contains("/authorized_status/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://prod-fastly-us-east-1.video.pscp.tv/geoblocked/playlist.m3u8",
        "https://prod-fastly-us-east-1.video.pscp.tv/Transcoding/geoblocked/k/p.m3u8?type=replay",
      })
  void says_when_it_is_blocked_here_wrapped_or_not(String address) {
    for (String url : new String[] {address, wrapped(address)}) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> PlaybackUrl.of(url, HOSTS))
          .satisfies(
              refused -> assertThat(refused.problem().code()).isEqualTo(ProblemCode.GEO_BLOCKED));
    }
  }
}
