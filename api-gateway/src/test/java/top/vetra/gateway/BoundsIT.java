package top.vetra.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import top.vetra.gateway.job.Samples;

/** What is refused at the door while there is no room, and what is not. */
class BoundsIT extends RunningGateway {

  /** Gone, it cannot be asked how full it is, so that the disk counts as one with room. */
  private static final Path WATCHED =
      Path.of(System.getProperty("java.io.tmpdir"), "vetra-bounds-" + Samples.id());

  @Autowired ReactiveStringRedisTemplate redis;

  @DynamicPropertySource
  static void disk(DynamicPropertyRegistry registry) {
    registry.add("vetra.disk.folder", WATCHED::toString);
    registry.add("vetra.disk.floor", () -> "1048576TB");
  }

  @AfterEach
  void makeRoom() throws Exception {
    Files.deleteIfExists(WATCHED);
    configure("maxmemory", "0");
    configure("maxmemory-policy", "noeviction");
  }

  private void configure(String name, String value) {
    redis
        .execute(connection -> connection.serverCommands().setConfig(name, value))
        .blockLast(PATIENCE);
  }

  private long memory() {
    Properties info =
        Objects.requireNonNull(
            redis
                .execute(connection -> connection.serverCommands().info("memory"))
                .blockLast(PATIENCE));
    return Long.parseLong(info.getProperty("used_memory"));
  }

  private static String fresh() {
    return "https://x.com/i/spaces/" + Samples.id().substring(0, 13);
  }

  private void refused() {
    var response = ask(fresh());
    JsonNode problem = problem(response, 503);
    assertThat(problem.get("code").asString()).isEqualTo("overloaded");
    response.expectHeader().valueEquals("Retry-After", "60");
  }

  @Test
  void a_nearly_full_disk_lets_nothing_new_in_and_everything_that_is_there() throws Exception {
    String link = fresh();
    JsonNode running = post(link);
    Files.createFile(WATCHED);

    refused();
    assertThat(conversionOf(post(link))).isEqualTo(conversionOf(running));
    assertThat(get(running).get("status").asString()).isEqualTo("queued");

    Files.delete(WATCHED);
    post(fresh());
  }

  @Test
  void a_redis_that_is_nearly_full_lets_nothing_new_in_and_everything_that_is_there() {
    String link = fresh();
    JsonNode running = post(link);
    configure("maxmemory", Long.toString(memory() + memory() / 20));

    await().atMost(PATIENCE).until(() -> isRefused());
    refused();
    assertThat(conversionOf(post(link))).isEqualTo(conversionOf(running));

    configure("maxmemory", "0");
    await().atMost(PATIENCE).until(() -> !isRefused());
  }

  private boolean isRefused() {
    return ask(fresh()).expectBody().returnResult().getStatus().value() == 503;
  }

  @Test
  void what_a_full_redis_does_not_take_is_taken_when_there_is_room_again() {
    JsonNode running = post(fresh());
    String conversion = conversionOf(running);
    configure("maxmemory", "1");
    complete(conversion, "1full00000001");
    problem(ask(fresh()), 503);
    assertThat(get(running).get("status").asString()).isEqualTo("queued");

    configure("maxmemory", "0");
    awaitJob(running, "completed");
  }
}
