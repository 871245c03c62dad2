package top.vetra.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.fault.Change;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Fault;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.space.SpaceScenario;

/** Addresses that come from outside lead to allowed hosts, or nowhere: nothing is requested. */
class ForeignAddressesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Product product;
  private static Trap trap;

  @BeforeAll
  static void start() {
    trap = Trap.open();
    product = Product.start();
  }

  @AfterAll
  static void stop() {
    product.close();
    trap.close();
  }

  @Test
  void theTrapWouldTell() throws Exception {
    try (Trap other = Trap.open();
        Socket caller = new Socket(InetAddress.getLoopbackAddress(), port(other))) {
      assertThat(caller.getInputStream().read()).isEqualTo(-1);
      assertThat(other.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"space", "warning"})
  void aShortLinkIsFollowedToTheSpace(String code) {
    JsonNode job = product.api().awaitEnd(product.api().submit("https://t.co/" + code), PATIENCE);
    assertThat(job.path("status").asString("")).isEqualTo("completed");
    assertThat(job.path("space").path("id").asString(""))
        .isEqualTo(product.simulator().scenario("demo").id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil", "loop", "trap", "trapBehindWarning", "dead"})
  void aShortLinkToAnywhereElseIsNotFollowed(String code) {
    String space = "http://" + trap.host() + "/i/spaces/1DemoSpaceXYZ";
    String warning = "https://twitter.com/safety/unsafe_link_warning?unsafe_link=";
    product.simulator().redirect("trap", space);
    product.simulator().redirect("trapBehindWarning", warning + space);

    JsonNode error = failure("https://t.co/" + code);
    assertThat(error.path("code").asString("")).isEqualTo("space-not-found");
    assertThat(error.path("detail").asString("")).contains("Copy link");
    assertThat(product.simulator().requests().count("/tco/" + code)).isEqualTo(1);
    assertThat(trap.connections()).isZero();
  }

  @TestFactory
  Stream<DynamicTest> anAddressThatLeavesTheAllowedHostsIsNotRequested() {
    String address = "http://" + trap.host() + "/audio-space/chunk_1_0_a.aac";
    return Stream.of(
        refused("stream-elsewhere", Kind.STREAM, body(text -> movedTo(trap.host(), text))),
        refused("playlist-redirects", Kind.PLAYLIST, redirect(address)),
        refused("variant-elsewhere", Kind.PLAYLIST, body(text -> master(address))),
        refused("key-elsewhere", Kind.PLAYLIST, body(text -> keyAt(address, text))),
        refused("segment-elsewhere", Kind.PLAYLIST, body(text -> segmentAt(address, text))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foreign-metadata",
        "foreign-file",
        "foreign-host",
        "html-playlist",
        "empty-playlist",
        "self-master",
        "million-entries",
        "huge-playlist",
        "huge-extinf"
      })
  void ofARefusedPlaylistNoSegmentIsRequested(String scenario) {
    assertNoSegmentOf(product.simulator().scenario(scenario));
  }

  @Test
  void aSegmentThatRedirectsIsNotFollowed() {
    Fault redirecting =
        Fault.on(Kind.SEGMENT).at(3).then(redirect("http://" + trap.host() + "/chunk_1_0_a.aac"));
    SpaceScenario space =
        SpaceScenario.named("segment-redirects").seconds(30).fault(redirecting).build();
    JsonNode error = failure(product.simulator().add(space).link());
    assertThat(error.path("code").asString("")).isIn("audio-incomplete", "upstream-changed");
    assertThat(trap.connections()).isZero();
  }

  private static DynamicTest refused(String name, Kind kind, Change change) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Fault fault = Fault.on(kind).then(change);
          SpaceScenario space = SpaceScenario.named(name).seconds(60).fault(fault).build();
          assertNoSegmentOf(product.simulator().add(space));
          assertThat(trap.connections()).isZero();
        });
  }

  private static void assertNoSegmentOf(SpaceScenario space) {
    JsonNode error = failure(space.link());
    assertThat(error.path("code").asString(""))
        .isIn("upstream-changed", "audio-invalid", "too-long", "recording-expired");
    String segments = space.streamKey() + ".*/chunk_.*";
    assertThat(product.simulator().requests().countMatching(".*" + segments)).isZero();
  }

  private static JsonNode failure(String link) {
    JsonNode job = product.api().awaitEnd(product.api().submit(link), PATIENCE);
    assertThat(job.path("status").asString("")).isEqualTo("failed");
    return job.path("error");
  }

  private static Change body(UnaryOperator<String> edit) {
    return Changes.text(edit);
  }

  private static Change redirect(String address) {
    return Changes.reply(Reply.empty(302).withHeader("Location", address));
  }

  private static String movedTo(String host, String json) {
    return json.replace(product.simulator().mediaHost(), host);
  }

  private static String master(String address) {
    return "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=133400\n" + address + "\n";
  }

  private static String keyAt(String address, String playlist) {
    return playlist.replaceFirst(
        "#EXTINF", "#EXT-X-KEY:METHOD=AES-128,URI=\"" + address + "\"\n#EXTINF");
  }

  private static String segmentAt(String address, String playlist) {
    return playlist.replaceFirst("(?m)^chunk_.*$", address);
  }

  private static int port(Trap other) {
    return Integer.parseInt(other.host().substring("127.0.0.1:".length()));
  }
}
