package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.kafka.core.ConsumerFactory;
import reactor.core.publisher.Flux;
import top.vetra.pipeline.settings.SettingException;

/** What the instance's key is for, and what a gateway does that has not got it. */
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings("NullAway.Init")
class InstanceKeyIT extends RunningGateway {

  private static final String KEY_OF_SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Value("${spring.embedded.kafka.brokers}")
  String kafka;

  @Autowired ReactiveStringRedisTemplate redis;
  @Autowired ConsumerFactory<String, byte[]> consumers;

  @Test
  void the_secret_of_a_webhook_is_readable_in_no_record_and_no_log(CapturedOutput output) {
    String job =
        id(
            body(
                http.post()
                    .uri("/api/v1/jobs")
                    .bodyValue(
                        Map.of(
                            "url",
                            "https://x.com/i/spaces/1sealed000001",
                            "webhook",
                            Map.of(
                                "url",
                                Endpoints.answering("sealed"),
                                "secret",
                                "whsec_" + KEY_OF_SECRET)))
                    .exchange()
                    .expectStatus()
                    .isAccepted()));
    http.delete().uri("/api/v1/jobs/" + job).exchange().expectStatus().isOk();
    await().atMost(PATIENCE).until(() -> Endpoints.calls("sealed").size() == 1);
    assertThat(Endpoints.calls("sealed").get(0).isVerifiedBy("whsec_" + KEY_OF_SECRET)).isTrue();

    List<String> log = recordsInKafka();
    assertThat(log).anyMatch(entry -> entry.contains(job)).noneMatch(this::tells);
    assertThat(recordsInRedis()).anyMatch(entry -> entry.contains(job)).noneMatch(this::tells);
    assertThat(output.getAll()).doesNotContain(KEY_OF_SECRET);
  }

  @Test
  void a_gateway_without_a_key_or_with_another_refuses_to_start_and_says_what_to_do() {
    assertThatThrownBy(() -> new OtherGateway(kafka, objectStore, Map.of("vetra.instance-key", "")))
        .hasRootCauseInstanceOf(SettingException.class)
        .rootCause()
        .hasMessageContaining("VETRA_INSTANCE_KEY is not set")
        .hasMessageContaining("openssl rand -base64 32");
    String other = "the-key-of-another-instance-altogether";
    assertThatThrownBy(
            () -> new OtherGateway(kafka, objectStore, Map.of("vetra.instance-key", other)))
        .hasRootCauseInstanceOf(SettingException.class)
        .rootCause()
        .hasMessageContaining("VETRA_INSTANCE_KEY is not the key")
        .hasMessageNotContaining(other);
    new OtherGateway(kafka, objectStore, Map.of()).close();
  }

  @Test
  void neither_keys_of_callers_nor_wrong_ones_are_logged(CapturedOutput output) {
    String key = "a-key-of-a-caller-of-ours";
    try (OtherGateway gateway =
        new OtherGateway(kafka, objectStore, Map.of("vetra.api-keys", key))) {
      for (String tried : List.of(key, "a-key-of-a-caller-of-theirs")) {
        http.mutate()
            .baseUrl(gateway.url())
            .build()
            .get()
            .uri("/api/v1/jobs/none?" + tried.length())
            .header("Authorization", "Bearer " + tried)
            .exchange()
            .expectBody()
            .returnResult();
      }
    }
    assertThat(output.getAll()).doesNotContain("a-key-of-a-caller");
  }

  private boolean tells(String record) {
    return record.contains(KEY_OF_SECRET);
  }

  private List<String> recordsInKafka() {
    try (Consumer<String, byte[]> consumer = consumers.createConsumer("nobody", "")) {
      List<TopicPartition> all =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> topic.getKey().startsWith("vetra"))
              .flatMap(topic -> topic.getValue().stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      List<String> records = new ArrayList<>();
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(part -> consumer.position(part) < ends.getOrDefault(part, 0L))) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          records.add(new String(record.value(), StandardCharsets.UTF_8));
        }
      }
      return records;
    }
  }

  private List<String> recordsInRedis() {
    return Objects.requireNonNull(
        redis
            .scan()
            .flatMap(
                key ->
                    redis
                        .type(key)
                        .flatMapMany(
                            type ->
                                switch (type) {
                                  case STRING -> redis.opsForValue().get(key).flux();
                                  case HASH -> redis.opsForHash().values(key).map(Object::toString);
                                  case SET -> redis.opsForSet().members(key);
                                  case LIST -> redis.opsForList().range(key, 0, -1);
                                  case ZSET -> redis.opsForZSet().range(key, Range.unbounded());
                                  default ->
                                      Flux.<String>error(
                                          new AssertionError("unexpected: " + type + " at " + key));
                                }))
            .collectList()
            .block(PATIENCE));
  }
}
