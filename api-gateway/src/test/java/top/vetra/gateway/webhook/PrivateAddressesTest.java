package top.vetra.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;
import top.vetra.model.job.JobOrder.Webhook;
import top.vetra.model.problem.ProblemException;

/**
 * The table of addresses that no webhook reaches. A trap on this machine counts who comes; the name
 * servers are an attacker's and lead every name to it.
 */
class PrivateAddressesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @SuppressWarnings("NullAway.Init")
  private static Trap trap;

  private final LyingNames names = new LyingNames();
  private final PublicResolver resolver = new PublicResolver(names);
  private final WebhookRules rules = new WebhookRules(Set.of(), resolver);
  private final WebhookSender sender =
      new WebhookSender(rules, resolver, new Signer(List.of()), Clock.systemUTC());

  @BeforeAll
  static void setTheTrap() throws IOException {
    trap = new Trap();
  }

  @AfterAll
  static void removeTheTrap() throws IOException {
    trap.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        // This machine and its networks.
        "127.0.0.1",
        "127.0.0.53",
        "127.255.255.254",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.254",
        "169.254.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.0.170",
        "192.168.0.1",
        "192.168.255.255",
        // Examples, benchmarks, relays, multicast, what is kept for later, broadcast.
        "192.0.2.1",
        "198.51.100.7",
        "203.0.113.9",
        "198.18.0.1",
        "198.19.255.255",
        "192.88.99.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        // The same in decimal, octal, hexadecimal, with fewer parts, zeros, dots and other digits.
        "2130706433",
        "3232235777",
        "017700000001",
        "0x7f000001",
        "0xA9FEA9FE",
        "0177.0.0.1",
        "010.0.0.1",
        "00127.0.0.1",
        "0127.0.0.1",
        "0x7f.0.0.1",
        "0x7F.1",
        "127.1",
        "127.0.1",
        "127.0.0.1.",
        "127.0.0.1..",
        "127.0.0.1.5",
        "127.0.0.256",
        "１２７.0.0.1",
        "①②⑦.0.0.1",
        "127。0。0。1",
        // IPv6: this machine and its networks, multicast, examples, benchmarks, discard.
        "[::]",
        "[::1]",
        "[0:0:0:0:0:0:0:1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[fe80::1%25lo]",
        "[fec0::1]",
        "[ff02::1]",
        "[ff0e::1]",
        "[100::1]",
        "[2001:db8::1]",
        "[2001:2::1]",
        "[2001:10::1]",
        "[2001:20::1]",
        "[3fff::1]",
        "[4000::1]",
        "[5f00::1]",
        "[2606:2800:21f:cb07:6820:80da:af6b:8b2c%25lo]",
        // IPv6 that stands for IPv4: compatible, mapped, translated, NAT64, 6to4, Teredo.
        "[::127.0.0.1]",
        "[::7f00:1]",
        "[::8.8.8.8]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:10.0.0.1]",
        "[::ffff:169.254.169.254]",
        "[::ffff:8.8.8.8]",
        "[::ffff:0:127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::a9fe:a9fe]",
        "[64:ff9b::8.8.8.8]",
        "[64:ff9b:1::10.0.0.1]",
        "[2002:7f00:1::1]",
        "[2002:a9fe:a9fe::]",
        "[2001::7f00:1]",
        "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
        // Names that mean this machine or its networks.
        "localhost",
        "localhost.",
        "LOCALHOST",
        "LocalHost.",
        "localhost.localdomain",
        "api.localhost",
        "api.localhost.",
        "ip6-localhost",
        "redis",
        "printer.local",
        "metadata.google.internal",
        "host.docker.internal",
        "router.lan",
        "nas.home.arpa",
        "1.0.0.127.in-addr.arpa",
        // Addresses that look like another's.
        "example.com@127.0.0.1",
        "127.0.0.1#@example.com",
        "127.0.0.1?@example.com",
        "example.com\\@127.0.0.1",
        "[::1].example.com",
        "",
      })
  void is_refused_when_a_job_is_posted_and_when_it_is_called(String host) {
    Webhook webhook = new Webhook("https://" + host + ":" + trap.port() + "/", null);
    Webhook bare = new Webhook("https://" + host + "/", null);
    assertThatThrownBy(() -> rules.check(webhook)).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> rules.check(bare)).isInstanceOf(ProblemException.class);
    assertThat(call(webhook)).isEqualTo(Failure.ADDRESS_REFUSED);
    connect(host);
    assertThat(trap.caught()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "this machine, 127.0.0.1",
    "any address of this machine, 0.0.0.0",
    "a private network, 10.1.2.3",
    "a cloud's metadata, 169.254.169.254",
    "a carrier's network, 100.64.0.1",
    "multicast, 224.0.0.1",
    "this machine by IPv6, ::1",
    "a local network by IPv6, fd00::1",
    "a link by IPv6, fe80::1",
    "mapped, ::ffff:127.0.0.1",
    "compatible, ::127.0.0.1",
    "NAT64, 64:ff9b::7f00:1",
    "local NAT64, 64:ff9b:1::7f00:1",
    "6to4, 2002:7f00:1::",
    "Teredo, 2001::7f00:1",
    "public then private, 93.184.215.14 127.0.0.1",
    "private then public, 127.0.0.1 93.184.215.14",
    "public then private by IPv6, 93.184.215.14 ::1",
    "private by IPv4 only, 2606:2800:21f:cb07:6820:80da:af6b:8b2c 10.0.0.1",
  })
  void a_public_name_is_refused_that_leads_to(String where, String addresses) {
    names.answer("hooks.example.com", List.of(addresses.split(" ")));
    Webhook webhook = new Webhook("https://hooks.example.com:" + trap.port() + "/", null);
    rules.check(webhook);
    StepVerifier.create(rules.checkHost(webhook)).expectError(ProblemException.class).verify();
    assertThat(call(webhook)).as(where).isEqualTo(Failure.ADDRESS_REFUSED);
    connect("hooks.example.com");
    assertThat(trap.caught()).isZero();
  }

  @Test
  void a_name_that_was_public_when_the_job_was_posted_is_refused_once_it_is_not() {
    names.answer("rebound.example.com", List.of("93.184.215.14"));
    names.answer("rebound.example.com", List.of("127.0.0.1"));
    Webhook webhook = new Webhook("https://rebound.example.com:" + trap.port() + "/", null);
    StepVerifier.create(rules.checkHost(webhook)).verifyComplete();
    assertThat(call(webhook)).isEqualTo(Failure.ADDRESS_REFUSED);
    assertThat(trap.caught()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://93.184.215.14/",
        "http://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "unix:///run/docker.sock",
        "https:example.com",
        "//example.com/",
        "https://user:password@example.com/",
        "https://example.com:0/",
        "https://example.com:99999/",
      })
  void nothing_but_https_to_a_host_is_called(String url) {
    assertThatThrownBy(() -> rules.check(new Webhook(url, null)))
        .isInstanceOf(ProblemException.class);
    assertThat(call(new Webhook(url, null))).isEqualTo(Failure.ADDRESS_REFUSED);
  }

  @Test
  void the_trap_catches_who_is_not_checked() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", trap.port())) {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }
    assertThat(trap.forget()).isEqualTo(1);
  }

  private Failure call(Webhook webhook) {
    Answer answer = Objects.requireNonNull(sender.send(webhook, "msg_1", new byte[0]).block());
    assertThat(answer.status()).isNull();
    return Objects.requireNonNull(answer.failure());
  }

  /** What the resolver refuses by itself, should nobody have looked at the text. */
  private void connect(String host) {
    StepVerifier.create(
            Mono.defer(
                () ->
                    HttpClient.create(ConnectionProvider.newConnection())
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 200)
                        .resolver(resolver)
                        .get()
                        .uri("http://" + host + ":" + trap.port() + "/")
                        .response()))
        .expectError()
        .verify(PATIENCE);
  }
}
