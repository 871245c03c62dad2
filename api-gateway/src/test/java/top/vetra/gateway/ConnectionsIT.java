package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import top.vetra.gateway.RawHttp.Answer;
import top.vetra.model.event.JobEvent;

/** What an instance bears of those who hold connections, or are slow. */
@SuppressWarnings("NullAway.Init")
class ConnectionsIT extends RunningGateway {

  private static final String POST =
      "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
          + "Content-Length: 60\r\n\r\n{";

  @Value("${spring.embedded.kafka.brokers}")
  String kafka;

  @Test
  void whoever_is_slow_to_ask_is_dropped() throws IOException {
    Map<String, String> settings =
        Map.of(
            "server.netty.idle-timeout", "1s",
            "vetra.connections.body-within", "PT1S");
    try (OtherGateway gateway = new OtherGateway(kafka, objectStore, settings);
        RawHttp silent = new RawHttp(gateway.port());
        RawHttp slowHead = new RawHttp(gateway.port());
        RawHttp slowBody = new RawHttp(gateway.port());
        RawHttp bodyThatNobodyWaitsFor = new RawHttp(gateway.port());
        RawHttp idle = new RawHttp(gateway.port())) {
      slowHead.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
      slowBody.send(POST);
      bodyThatNobodyWaitsFor.send(POST.replace("POST /api/v1/jobs", "GET /sw.js"));
      assertThat(idle.ask("GET /sw.js HTTP/1.1\r\nHost: localhost").status()).isEqualTo(200);

      Answer late = slowBody.read();
      assertThat(late.status()).isEqualTo(408);
      assertThat(late.body()).contains("request-timeout");
      for (RawHttp dropped : List.of(silent, slowHead, slowBody, bodyThatNobodyWaitsFor, idle)) {
        dropped.readToEnd();
      }
    }
  }

  @Test
  void whoever_does_not_read_is_dropped() throws IOException {
    Map<String, String> settings = Map.of("vetra.connections.read-within", "PT1S");
    try (OtherGateway gateway = new OtherGateway(kafka, objectStore, settings);
        RawHttp unread = new RawHttp(gateway.port())) {
      unread.send(
          "GET /webjars/swagger-ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
              .repeat(20));
      await().atMost(PATIENCE).until(unread::isCutOff);
    }
  }

  /**
   * Health is answered by another thread than the connection's: the next request may come first.
   */
  @Test
  void every_request_on_a_kept_connection_is_answered() throws IOException {
    try (OtherGateway gateway = new OtherGateway(kafka, objectStore, Map.of());
        RawHttp kept = new RawHttp(gateway.port())) {
      for (int n = 0; n < 2_000; n++) {
        assertThat(kept.ask("GET /actuator/health HTTP/1.1\r\nHost: localhost").status())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void whoever_only_holds_connections_gives_way_to_those_who_ask() throws IOException {
    int most = 40;
    Map<String, String> settings =
        Map.of("vetra.connections.total", "60", "vetra.connections.per-address", "" + most);
    List<RawHttp> held = new ArrayList<>();
    try (OtherGateway gateway = new OtherGateway(kafka, objectStore, settings)) {
      for (int n = 0; n < 300; n++) {
        RawHttp holder = new RawHttp(gateway.port());
        holder.send(n % 2 == 0 ? POST : "GET / HTTP/1.1\r\n");
        held.add(holder);
        if (n % 50 == 0) {
          try (RawHttp honest = new RawHttp(gateway.port())) {
            assertThat(honest.ask("GET /sw.js HTTP/1.1\r\nHost: localhost").status())
                .isEqualTo(200);
          }
        }
      }
      // The last ones may be let in while those before them still leave.
      for (RawHttp dropped : held.subList(0, 300 - most - 10)) {
        dropped.readToEnd();
      }
    } finally {
      for (RawHttp holder : held) {
        holder.close();
      }
    }
  }

  @Test
  void streams_are_bounded_for_each_client_and_in_all() throws IOException {
    Map<String, String> settings =
        Map.of(
            "vetra.api-keys", "the-key-of-the-first,the-key-of-the-other,the-key-of-the-third",
            "vetra.streams.per-client", "2",
            "vetra.streams.total", "3");
    JsonNode job = post("https://x.com/i/spaces/1streams00001");
    publish(new JobEvent.Resolving(conversionOf(job), Instant.now()));
    try (OtherGateway gateway = new OtherGateway(kafka, objectStore, settings);
        RawHttp one = new RawHttp(gateway.port());
        RawHttp two = new RawHttp(gateway.port());
        RawHttp third = new RawHttp(gateway.port());
        RawHttp other = new RawHttp(gateway.port())) {
      assertThat(one.ask(events(job, "first")).status()).isEqualTo(200);
      assertThat(two.ask(events(job, "first")).status()).isEqualTo(200);
      Answer tooMany = third.ask(events(job, "first"));
      assertThat(tooMany.status()).isEqualTo(429);
      assertThat(tooMany.headers()).containsKey("retry-after");
      assertThat(other.ask(events(job, "other")).status()).isEqualTo(200);
      Answer full = third.ask(events(job, "third"));
      assertThat(full.status()).isEqualTo(503);
      assertThat(full.body()).contains("overloaded");
      assertThat(full.headers()).containsKey("retry-after");
      one.close();
      await()
          .atMost(PATIENCE)
          .until(() -> third.ask(events(job, "first")).status(), status -> status == 200);
    }
  }

  private static String events(JsonNode job, String whose) {
    return "GET /api/v1/jobs/"
        + id(job)
        + "/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer the-key-of-the-"
        + whose;
  }
}
