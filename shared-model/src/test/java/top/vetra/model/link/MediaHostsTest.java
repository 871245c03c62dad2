package top.vetra.model.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaHostsTest {

  private final MediaHosts hosts =
      MediaHosts.parse("*.video.pscp.tv, cdn.example.org ,127.0.0.1:8090,[::1]:8091");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://prod-fastly-us-east-1.video.pscp.tv/Transcoding/v1/hls/k/playlist_1.m3u8?type=replay",
        "https://prod-ec-us-west-2.video.pscp.tv:443/x",
        "HTTPS://Prod-Fastly.VIDEO.pscp.tv/x",
        "https://a.b.video.pscp.tv/x",
        "https://cdn.example.org/x",
        "http://127.0.0.1:8090/x",
        "https://127.0.0.1:8090/x",
        "http://[::1]:8091/x",
      })
  void lets_listed_hosts_pass(String address) {
    assertThat(hosts.allows(URI.create(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://prod-fastly.video.pscp.tv/x",
        "https://prod-fastly.video.pscp.tv:8443/x",
        "https://video.pscp.tv/x",
        "https://evilvideo.pscp.tv/x",
        "https://prod.video.pscp.tv.evil.example/x",
        "https://prod.video.pscp.tv@evil.example/x",
        "https://user@prod.video.pscp.tv/x",
        "https://@prod.video.pscp.tv/x",
        "https://prod.video.pscp.tv./x",
        "https://evil.example/?.video.pscp.tv",
        "https://evil.example/#.video.pscp.tv",
        "ftp://prod.video.pscp.tv/x",
        "file:///etc/passwd",
        "//prod.video.pscp.tv/x",
        "/x",
        "http://cdn.example.org/x",
        "https://a.cdn.example.org/x",
        "https://cdn.example.org:8090/x",
        "http://127.0.0.1/x",
        "http://127.0.0.1:8091/x",
        "http://user@127.0.0.1:8090/x",
        "http://localhost:8090/x",
        "http://[::1]/x",
        "http://169.254.169.254/latest/meta-data",
        "https:prod.video.pscp.tv",
      })
  void refuses_all_others(String address) {
    assertThat(hosts.allows(URI.create(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " , ",
        "*",
        "*.",
        "*.tv",
        "*.video.pscp.tv:8443",
        "https://video.pscp.tv",
        "a*.video.pscp.tv",
        "host:0",
        "host:65536",
        "user@host",
        "host/path",
        ".video.pscp.tv",
        "::1",
      })
  void refuses_a_list_that_means_nothing_certain(String commaList) {
    assertThatThrownBy(() -> MediaHosts.parse(commaList))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected");
  }
}
