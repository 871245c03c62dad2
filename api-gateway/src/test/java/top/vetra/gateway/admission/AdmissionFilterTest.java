package top.vetra.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.admission.RateLimits.Standing;
import top.vetra.gateway.problem.RequestProblem;

class AdmissionFilterTest {

  private static final String KEY = "a-key-of-enough-length";
  private static final String JOB = "/api/v1/jobs/a";
  private static final Standing FINE = new Standing(true, 4, Duration.ofMillis(100), Duration.ZERO);
  private static final Standing TOO_MANY =
      new Standing(false, 0, Duration.ofMillis(59_001), Duration.ofMillis(1_200));

  private final List<String> counted = new ArrayList<>();
  private Mono<Standing> standing = Mono.just(FINE);
  private Map<String, String> settings = Map.of();

  @Test
  void each_answer_says_where_the_client_stands() {
    MockServerWebExchange exchange = admitted(MockServerHttpRequest.get(JOB));
    assertThat(header(exchange, "RateLimit-Policy")).isEqualTo("\"requests\";q=60000;w=60");
    assertThat(header(exchange, "RateLimit")).isEqualTo("\"requests\";r=4;t=1");
    exchange = admitted(MockServerHttpRequest.post("/api/v1/jobs"));
    assertThat(header(exchange, "RateLimit-Policy")).isEqualTo("\"jobs\";q=600;w=60");
  }

  @Test
  void a_client_beyond_its_quota_is_told_when_to_come_back() {
    standing = Mono.just(TOO_MANY);
    MockServerWebExchange exchange =
        refused(MockServerHttpRequest.post("/api/v1/jobs"), "600 jobs");
    assertThat(header(exchange, "RateLimit")).isEqualTo("\"jobs\";r=0;t=60");
    assertThat(header(exchange, "Retry-After")).isEqualTo("2");
  }

  @Test
  void where_the_counts_cannot_be_had_this_gateway_counts_by_itself() {
    settings = Map.of("rate-limit.requests", "3");
    for (Mono<Standing> trouble :
        List.of(Mono.<Standing>error(new IllegalStateException("down")), Mono.<Standing>never())) {
      standing = trouble;
      counted.clear();
      AdmissionFilter filter = filter();
      for (int left = 2; left >= 0; left--) {
        MockServerWebExchange exchange = exchange(MockServerHttpRequest.get(JOB), "192.0.2.1");
        assertThat(pass(filter, exchange)).isTrue();
        assertThat(header(exchange, "RateLimit")).startsWith("\"requests\";r=" + left + ";t=");
      }
      MockServerWebExchange fourth = exchange(MockServerHttpRequest.get(JOB), "192.0.2.1");
      assertThatThrownBy(() -> pass(filter, fourth)).hasMessageContaining("3 requests");
      assertThat(pass(filter, exchange(MockServerHttpRequest.get(JOB), "192.0.2.2"))).isTrue();
      // It is not asked for each of them.
      assertThat(counted).hasSize(1);
    }
  }

  @Test
  void a_limit_of_zero_is_none_and_all_but_health_is_counted() {
    settings = Map.of("rate-limit.requests", "0");
    admitted(MockServerHttpRequest.get(JOB));
    assertThat(counted).isEmpty();
    settings = Map.of();
    admitted(MockServerHttpRequest.get("/page.js"));
    admitted(MockServerHttpRequest.get("/"));
    assertThat(counted).hasSize(2);
    admitted(MockServerHttpRequest.get("/actuator/health"));
    admitted(MockServerHttpRequest.head("/actuator/health/liveness"));
    assertThat(counted).hasSize(2);
    admitted(MockServerHttpRequest.post("/actuator/health"));
    assertThat(counted).hasSize(3);
  }

  @Test
  void an_open_instance_asks_for_no_key() {
    admitted(MockServerHttpRequest.get(JOB).header("Authorization", "Bearer whatever"));
    assertThat(counted).containsExactly("address:192.0.2.1");
  }

  @Test
  void a_closed_instance_serves_holders_of_a_key_and_counts_for_the_key() {
    settings = Map.of("api-keys", "another-key-of-enough-length," + KEY);
    for (String sent :
        List.of("Bearer " + KEY, "bearer " + KEY, basic(KEY + ":"), basic("x:" + KEY))) {
      admitted(MockServerHttpRequest.get(JOB).header("Authorization", sent));
    }
    assertThat(counted).hasSize(4).allMatch(client -> client.startsWith("key:"));
    assertThat(counted).containsOnly(counted.get(0)).noneMatch(client -> client.contains(KEY));
    for (String sent : List.of("Bearer x", "Bearer", "Basic !", basic("x:y"), "Digest " + KEY)) {
      refused(MockServerHttpRequest.get(JOB).header("Authorization", sent), "not a key");
    }
    MockServerWebExchange exchange = refused(MockServerHttpRequest.get("/"), "missing");
    assertThat(exchange.getResponse().getHeaders().get("WWW-Authenticate"))
        .containsExactly("Bearer realm=\"Vetra\"", "Basic realm=\"Vetra\", charset=\"UTF-8\"");
    admitted(MockServerHttpRequest.get("/actuator/health/liveness"));
    refused(MockServerHttpRequest.get("/actuator/healthy"), "missing");
  }

  @Test
  void a_key_that_could_be_guessed_is_no_key() {
    settings = Map.of("api-keys", "short");
    assertThatThrownBy(this::filter).hasMessageContaining("at least 16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // Nobody is trusted, or not the one who says it.
        "''                     | 192.0.2.1   | X-Forwarded-For | 203.0.113.7                |"
            + " 192.0.2.1",
        "10.0.0.0/8             | 192.0.2.1   | X-Forwarded-For | 203.0.113.7                |"
            + " 192.0.2.1",
        "10.0.0.0/8             | 192.0.2.1   | Forwarded       | for=203.0.113.7            |"
            + " 192.0.2.1",
        // A trusted proxy is believed.
        "192.0.2.1              | 192.0.2.1   | X-Forwarded-For | 203.0.113.7                |"
            + " 203.0.113.7",
        "192.0.2.0/24           | 192.0.2.1   | X-Forwarded-For | 203.0.113.7:4711           |"
            + " 203.0.113.7",
        "192.0.2.1              | 192.0.2.1   | Forwarded       | for=203.0.113.7;proto=http |"
            + " 203.0.113.7",
        "192.0.2.1              | 192.0.2.1   | Forwarded       | proto=http;"
            + " For=\"203.0.113.7:80\" | 203.0.113.7",
        "192.0.2.1              | 192.0.2.1   | Forwarded       | for=\"[2001:db8::7]:80\"   |"
            + " 2001:db8::/64",
        // What the client itself has put in front is not.
        "192.0.2.1              | 192.0.2.1   | X-Forwarded-For | 198.51.100.1, 203.0.113.7  |"
            + " 203.0.113.7",
        "192.0.2.1,198.51.100.1 | 192.0.2.1   | X-Forwarded-For | 203.0.113.7, 198.51.100.1  |"
            + " 203.0.113.7",
        // What is no address is no answer.
        "192.0.2.1              | 192.0.2.1   | X-Forwarded-For | localhost                  |"
            + " 192.0.2.1",
        "192.0.2.1              | 192.0.2.1   | Forwarded       | for=_hidden                |"
            + " 192.0.2.1",
        "192.0.2.1              | 192.0.2.1   | Forwarded       | by=203.0.113.7             |"
            + " 192.0.2.1",
        "192.0.2.1              | 192.0.2.1   | X-Forwarded-For | ''                         |"
            + " 192.0.2.1",
        // One person has a network of IPv6 addresses.
        "''                     | 2001:db8::9 | X-Forwarded-For | -                          |"
            + " 2001:db8::/64",
      })
  void a_proxy_is_believed_if_it_is_ours(
      String trusted, String remote, String header, @Nullable String value, String client) {
    settings = Map.of("trusted-proxies", trusted);
    var request = MockServerHttpRequest.get(JOB);
    if (value != null) {
      request.header(header, value);
    }
    admitted(request, remote);
    assertThat(counted).containsExactly("address:" + client);
  }

  @Test
  void a_proxy_that_is_no_address_is_refused_at_the_start() {
    settings = Map.of("trusted-proxies", "proxy.example");
    assertThatThrownBy(this::filter).hasMessageContaining("trusted-proxies: proxy.example");
  }

  private MockServerWebExchange refused(
      MockServerHttpRequest.BaseBuilder<?> request, String detail) {
    MockServerWebExchange exchange = exchange(request, "192.0.2.1");
    assertThatThrownBy(() -> pass(exchange))
        .isInstanceOf(RequestProblem.class)
        .hasMessageContaining(detail);
    return exchange;
  }

  private MockServerWebExchange admitted(MockServerHttpRequest.BaseBuilder<?> request) {
    return admitted(request, "192.0.2.1");
  }

  private MockServerWebExchange admitted(
      MockServerHttpRequest.BaseBuilder<?> request, String remote) {
    MockServerWebExchange exchange = exchange(request, remote);
    assertThat(pass(exchange)).isTrue();
    return exchange;
  }

  private boolean pass(MockServerWebExchange exchange) {
    return pass(filter(), exchange);
  }

  private static boolean pass(AdmissionFilter filter, MockServerWebExchange exchange) {
    AtomicBoolean passed = new AtomicBoolean();
    filter
        .filter(exchange, on -> Mono.fromRunnable(() -> passed.set(true)))
        .block(Duration.ofSeconds(10));
    return passed.get();
  }

  private AdmissionFilter filter() {
    var all = SettingsForTests.with(settings);
    RateLimits limits =
        (client, policy) -> {
          counted.add(client);
          return standing;
        };
    return new AdmissionFilter(
        new ApiKeys(all),
        new ClientAddresses(all),
        new KnownHosts(all),
        new Throttle(limits, all),
        new GenericApplicationContext());
  }

  private static MockServerWebExchange exchange(
      MockServerHttpRequest.BaseBuilder<?> request, String remote) {
    return MockServerWebExchange.from(request.remoteAddress(new InetSocketAddress(remote, 1)));
  }

  private static @Nullable String header(MockServerWebExchange exchange, String name) {
    return exchange.getResponse().getHeaders().getFirst(name);
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
