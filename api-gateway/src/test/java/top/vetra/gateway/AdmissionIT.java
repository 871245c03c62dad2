package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import top.vetra.gateway.RawHttp.Answer;

/** Nobody gets in who does not belong, however a request is written. */
@SuppressWarnings("NullAway.Init")
class AdmissionIT extends RunningGateway {

  private static final String KEY = "a-key-of-enough-length";
  private static final String HEALTH = "/actuator/health";

  /** Every header that some server or framework takes for the truth about a request. */
  private static final List<String> HEADERS =
      List.of(
          "X-Forwarded-Prefix: " + HEALTH,
          "X-Forwarded-Prefix: /",
          "X-Forwarded-Path: " + HEALTH,
          "X-Forwarded-Uri: " + HEALTH,
          "X-Forwarded-For: 203.0.113.%d",
          "X-Forwarded-For: 127.0.0.1",
          "X-Forwarded-Host: localhost",
          "X-Forwarded-Host: 203.0.113.%d",
          "X-Forwarded-Proto: https",
          "X-Forwarded-Port: 9090",
          "X-Forwarded-Ssl: on",
          "X-Forwarded-Server: localhost",
          "X-Forwarded-User: admin",
          "X-Forwarded-Method: GET",
          "Forwarded: for=203.0.113.%d;host=localhost;proto=https",
          "Forwarded: for=127.0.0.1",
          "X-Real-IP: 203.0.113.%d",
          "X-Client-IP: 203.0.113.%d",
          "X-Cluster-Client-IP: 203.0.113.%d",
          "X-Originating-IP: 203.0.113.%d",
          "True-Client-IP: 203.0.113.%d",
          "CF-Connecting-IP: 203.0.113.%d",
          "Fastly-Client-IP: 203.0.113.%d",
          "X-Azure-ClientIP: 203.0.113.%d",
          "X-Original-URL: " + HEALTH,
          "X-Rewrite-URL: " + HEALTH,
          "X-Original-Host: localhost",
          "X-Original-Forwarded-For: 203.0.113.%d",
          "X-HTTP-Method-Override: GET",
          "X-HTTP-Method: GET",
          "X-Method-Override: GET",
          "Front-End-Https: on");

  @Value("${spring.embedded.kafka.brokers}")
  String kafka;

  @Autowired ApplicationContext context;

  @Autowired ReactiveStringRedisTemplate redis;

  private int asked;

  /** All tests of a run are one client. */
  @BeforeEach
  @AfterEach
  void forgetWhatWasCounted() {
    redis
        .scan()
        .filter(key -> key.startsWith("vetra:rate"))
        .flatMap(redis::delete)
        .blockLast(PATIENCE);
  }

  /** What Spring Boot believes on a machine is chosen by the cloud that it finds itself in. */
  @ParameterizedTest
  @ValueSource(strings = {"none", "kubernetes"})
  void without_a_key_every_spelling_of_every_route_is_refused_and_counted_whatever_headers_say(
      String cloud) throws IOException {
    Map<String, String> closed =
        Map.of(
            "vetra.api-keys",
            KEY,
            "vetra.rate-limit.jobs",
            "100000000",
            "spring.main.cloud-platform",
            cloud);
    List<String> differing = new ArrayList<>();
    try (OtherGateway gateway = new OtherGateway(kafka, objectStore, closed);
        RawHttp http = new RawHttp(gateway.port())) {
      for (String route : routes()) {
        String method = route.split(" ")[0];
        String path = route.split(" ")[1];
        for (String spelling : Spellings.of(path)) {
          Answer plain = http.ask(head(method, spelling, null));
          if (!isAsItShouldBe(plain, method, spelling, path)) {
            differing.add(method + " " + spelling + " -> " + plain.status());
          }
          for (String header : HEADERS) {
            Answer answer = http.ask(head(method, spelling, header));
            if (answer.status() != plain.status() || isCounted(answer) != isCounted(plain)) {
              differing.add(method + " " + spelling + ", " + header + " -> " + answer.status());
            }
          }
        }
      }
    }
    assertThat(differing).isEmpty();
  }

  /** Refused and counted; or health, for those who read it; or no request at all. */
  private static boolean isAsItShouldBe(
      Answer answer, String method, String spelling, String path) {
    return switch (answer.status()) {
      case 400 -> !spelling.equals(path);
      case 401 -> isCounted(answer) && !(method.equals("GET") && spelling.equals(HEALTH));
      case 200 ->
          method.equals("GET") && !isCounted(answer) && answer.body().contains("\"status\":\"UP\"");
      // A group of health that there is not.
      case 404 ->
          method.equals("GET")
              && !isCounted(answer)
              && (path.startsWith(HEALTH) || spelling.startsWith(HEALTH));
      default -> false;
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "kubernetes"})
  void no_spelling_and_no_header_gets_more_than_the_quota(String cloud) throws IOException {
    int quota = 20;
    Map<String, String> settings =
        Map.of("vetra.rate-limit.jobs", "" + quota, "spring.main.cloud-platform", cloud);
    int served = 0;
    Instant started = Instant.now();
    try (OtherGateway gateway = new OtherGateway(kafka, objectStore, settings);
        RawHttp http = new RawHttp(gateway.port())) {
      for (String spelling : Spellings.of("/api/v1/jobs")) {
        for (String header : HEADERS) {
          int status = http.ask(head("POST", spelling, header)).status();
          served += status == 429 || status == 400 ? 0 : 1;
        }
      }
    }
    long comesBack = Duration.between(started, Instant.now()).toSeconds() * quota / 60;
    assertThat(served).isBetween(quota, quota + (int) comesBack + 1);
  }

  @Test
  void a_wrong_key_is_told_where_the_instance_is_open_too_and_a_right_one_has_quotas_of_its_own()
      throws IOException {
    Map<String, String> settings =
        Map.of("vetra.api-keys", KEY, "vetra.open", "true", "vetra.rate-limit.jobs", "7");
    try (OtherGateway gateway = new OtherGateway(kafka, objectStore, settings)) {
      gateway.http().get().uri("/").exchange().expectStatus().isOk();
      assertThat(problem(post(gateway.http("not-a-key-at-all-here")), 401).get("detail").asString())
          .contains("or leave it out");
      post(gateway.http())
          .expectStatus()
          .isAccepted()
          .expectHeader()
          .valueEquals("RateLimit-Policy", "\"jobs\";q=7;w=60");
      post(gateway.http(KEY))
          .expectStatus()
          .isAccepted()
          .expectHeader()
          .valueEquals("RateLimit-Policy", "\"jobs\";q=70;w=60");
    }
  }

  @Test
  void the_port_of_management_is_for_those_who_can_reach_it() throws IOException {
    Map<String, String> closed = Map.of("vetra.api-keys", KEY, "management.server.port", "0");
    try (OtherGateway gateway = new OtherGateway(kafka, objectStore, closed);
        RawHttp http = new RawHttp(gateway.managementPort())) {
      Answer health = http.ask("GET " + HEALTH + " HTTP/1.1\r\nHost: api-gateway");
      assertThat(health.status()).isEqualTo(200);
      assertThat(isCounted(health)).isFalse();
      assertThat(http.ask("GET /actuator/nothing HTTP/1.1\r\nHost: api-gateway").status())
          .isEqualTo(404);
    }
  }

  @Test
  void an_open_instance_answers_to_the_hosts_that_it_is_known_by_alone() throws IOException {
    Map<String, String> settings = Map.of("vetra.public-url", "https://Vetra.example/space");
    try (OtherGateway gateway = new OtherGateway(kafka, objectStore, settings);
        RawHttp http = new RawHttp(gateway.port())) {
      for (String host :
          List.of(
              "localhost",
              "LOCALHOST:1",
              "127.0.0.1",
              "127.0.0.1:80",
              "[::1]:8080",
              "vetra.example:443")) {
        assertThat(http.ask("GET / HTTP/1.1\r\nHost: " + host).status()).as(host).isEqualTo(200);
      }
      for (String host :
          List.of(
              "evil.example",
              "localhost.evil.example",
              "127.0.0.1.evil.example:80",
              "evil.example#localhost",
              "localhost@evil.example",
              "192.0.2.77",
              "[2001:db8::1]",
              "0.0.0.0",
              "localhost\r\nHost: evil.example")) {
        for (String path :
            List.of("/", "/api/v1/jobs/abc", "/api/v1/jobs/abc/events", "/sw.js", "/v3/api-docs")) {
          Answer answer = http.ask("GET " + path + " HTTP/1.1\r\nHost: " + host);
          assertThat(answer.status()).as(host).isIn(421, 400);
          assertThat(answer.body()).contains("expected").doesNotContain("Space");
        }
        assertThat(http.ask("GET " + HEALTH + " HTTP/1.1\r\nHost: " + host).status())
            .isIn(200, 400);
      }
      assertThat(http.ask("GET / HTTP/1.1\r\nHost: evil.example").body())
          .contains("misdirected-request", "VETRA_PUBLIC_URL");
    }
  }

  private static WebTestClient.ResponseSpec post(WebTestClient client) {
    return client
        .post()
        .uri("/api/v1/jobs")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of("url", "https://x.com/i/spaces/1admission001"))
        .exchange();
  }

  /** As routing has them, with something in place of each variable. */
  private Set<String> routes() {
    Set<String> routes = new TreeSet<>(Set.of("GET /nothing"));
    for (var mapping : context.getBeansOfType(RequestMappingInfoHandlerMapping.class).values()) {
      for (RequestMappingInfo route : mapping.getHandlerMethods().keySet()) {
        Set<RequestMethod> methods = route.getMethodsCondition().getMethods();
        for (var pattern : route.getPatternsCondition().getPatterns()) {
          String path =
              pattern
                  .getPatternString()
                  .replaceAll("\\{\\*\\w+}", "app.js")
                  .replace("**", "liveness")
                  .replaceAll("\\{\\w+}", "abc");
          routes.add((methods.isEmpty() ? "GET" : methods.iterator().next()) + " " + path);
        }
      }
    }
    assertThat(routes)
        .contains("POST /api/v1/jobs", "GET /", "GET " + HEALTH)
        .hasSizeGreaterThan(15);
    return routes;
  }

  private String head(String method, String target, @Nullable String header) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0"
        + (header == null ? "" : "\r\n" + String.format(header, asked++ % 250));
  }

  private static boolean isCounted(Answer answer) {
    return answer.headers().containsKey("ratelimit");
  }
}
