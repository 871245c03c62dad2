package top.vetra.xsimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import top.vetra.xsimulator.catalogue.Scenarios;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Fault;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;

@Timeout(60)
class FaultTest {

  private static final RunningSimulator X = XSimulator.start(SimulatorSettings.defaults());

  private final XClient client = new XClient(X);

  @AfterAll
  static void stop() {
    X.close();
  }

  @BeforeEach
  void heal() {
    X.heal();
  }

  @Test
  void aFaultOfTheFirstAttemptIsGoneAtTheSecond() throws Exception {
    String segment = fifth("segment-404-once");

    assertThat(client.get(segment).statusCode()).isEqualTo(404);
    assertThat(client.get(segment).statusCode()).isEqualTo(200);
  }

  @Test
  void aSegmentCanBeCutShortResetOrStalled() throws Exception {
    assertThatThrownBy(() -> client.get(fifth("segment-cut"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> client.get(fifth("segment-reset-once")))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("reset");
    var stalled = client.request(fifth("segment-stalling")).build();
    assertThatThrownBy(() -> client.send(stalled, Duration.ofMillis(400)))
        .isInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void aPlaylistGrowsAndThenEnds() throws Exception {
    String url = client.playlistUrl(X.scenario("just-ended-growing"));

    assertThat(client.segments(url)).hasSize(4);
    assertThat(XClient.text(client.get(url))).doesNotContain("ENDLIST", "VOD");
    assertThat(client.segments(url)).hasSize(12);
    assertThat(client.segments(url)).hasSize(21);
  }

  @Test
  void aRevokedTokenIsRefusedFromThenOn() throws Exception {
    SpaceScenario space = X.scenario("token-expires");
    String token = client.guestToken();

    assertThat(client.space(space.id(), token).statusCode()).isEqualTo(200);
    assertThat(client.stream(space, token).statusCode()).isEqualTo(403);
    assertThat(client.space(space.id(), token).statusCode()).isEqualTo(403);
    assertThat(client.stream(space, client.guestToken()).statusCode()).isEqualTo(200);
  }

  @Test
  void anInjectedFaultMeetsEverySpaceUntilItIsHealed() throws Exception {
    X.inject(Fault.on(Kind.GUEST_TOKEN).then(Changes.status(503)));
    var activate =
        client
            .request("/1.1/guest/activate.json")
            .header("Authorization", XClient.BEARER)
            .POST(BodyPublishers.noBody())
            .build();

    assertThat(client.send(activate).statusCode()).isEqualTo(503);
    X.heal();
    assertThat(client.send(activate).statusCode()).isEqualTo(200);
  }

  @Test
  void encryptedSegmentsDecryptWithTheSequenceNumberAsIv() throws Exception {
    String url = client.playlistUrl(X.scenario("encrypted"));
    assertThat(XClient.text(client.get(url)))
        .contains("#EXT-X-KEY:METHOD=AES-128,URI=\"audio.key\"\n");
    byte[] key = client.get(URI.create(url).resolve("audio.key").toString()).body();
    byte[] iv = new byte[16];
    iv[15] = 5;
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));

    byte[] plain = cipher.doFinal(client.get(fifth("encrypted")).body());

    assertThat(SegmentBytes.of(plain).frames()).isBetween(140, 141);
  }

  @Test
  void underTranscodeThereAreNoSegments() throws Exception {
    String master = client.playlistUrl(X.scenario("master-trap"));
    String variant = client.segments(master).get(0);
    String trapped = client.segments(variant).get(0);
    String name = trapped.substring(trapped.lastIndexOf('/') + 1);

    assertThat(client.get(trapped).statusCode()).isEqualTo(400);
    assertThat(client.get(URI.create(master).resolve(name).toString()).statusCode()).isEqualTo(200);
  }

  @Test
  void aTagSplitOverTwoSegmentsIsWholeWhenTheyAreJoined() throws Exception {
    List<String> segments = client.segments(client.playlistUrl(X.scenario("split-tag")));
    byte[] first = client.get(segments.get(5)).body();
    byte[] second = client.get(segments.get(6)).body();
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    assertThat(SegmentBytes.of(both).frames()).isBetween(280, 282);
  }

  @Test
  void hugePlaylistsAreStreamed() throws Exception {
    URI url = URI.create(client.playlistUrl(X.scenario("huge-playlist")));
    long size = 0;
    try (InputStream body = url.toURL().openStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        size += read;
      }
    }
    assertThat(size).isGreaterThan(100_000_000);
  }

  @Test
  void foreignOriginsAreRefused() throws Exception {
    String url = client.playlistUrl(X.scenario(Scenarios.PLAIN));
    var request = client.request(url).header("Origin", "https://evil.example").build();

    assertThat(client.send(request).statusCode()).isEqualTo(403);
  }

  private String fifth(String scenario) throws Exception {
    return client.segments(client.playlistUrl(X.scenario(scenario))).get(5);
  }
}
