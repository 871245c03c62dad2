package top.vetra.gateway;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.ObjectMapper;
import top.vetra.pipeline.store.ObjectStore;

/** The whole gateway on a real Kafka and a real Redis. */
@SpringBootTest(
    properties = {
      "spring.config.name=api-gateway",
      "vetra.kafka.bootstrap-servers=${spring.embedded.kafka.brokers}"
    },
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@EmbeddedKafka(
    brokerProperties = {
      "group.share.enable=true",
      "share.coordinator.state.topic.replication.factor=1",
      "share.coordinator.state.topic.min.isr=1",
      "group.initial.rebalance.delay.ms=0"
    })
@AutoConfigureWebTestClient(timeout = "PT10S")
@SuppressWarnings("NullAway.Init")
abstract class RunningGateway {

  static final Duration PATIENCE = Duration.ofSeconds(15);

  @TestBean ObjectStore objectStore;
  @Autowired WebTestClient http;
  @Autowired ObjectMapper json;
  @LocalServerPort int port;

  static ObjectStore objectStore() {
    return new FakeObjectStore();
  }

  @DynamicPropertySource
  static void redis(DynamicPropertyRegistry registry) {
    registry.add("vetra.redis.url", EmbeddedRedis::url);
  }

  @DynamicPropertySource
  static void webhooks(DynamicPropertyRegistry registry) {
    registry.add("vetra.webhook.allowed-hosts", Endpoints::allowed);
    registry.add("vetra.webhook.secrets", () -> Endpoints.NEW_SECRET + "," + Endpoints.OLD_SECRET);
  }
}
