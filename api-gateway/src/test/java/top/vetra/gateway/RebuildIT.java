package top.vetra.gateway;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import tools.jackson.databind.JsonNode;
import top.vetra.model.event.JobEvent;

/** Redis is made again from the log. */
class RebuildIT extends RunningGateway {

  @Autowired ReactiveStringRedisTemplate redis;

  @Test
  void records_are_made_again_from_the_log_when_redis_has_lost_them() {
    JsonNode running = post("https://x.com/i/spaces/1flushed00001");
    publish(new JobEvent.Planned(conversionOf(running), Instant.now(), 40, 4, 120.5));
    JsonNode canceled = post("https://x.com/i/spaces/1flushed00002");
    delete(canceled);
    awaitJob(running, "fetching");

    redis.execute(connection -> connection.serverCommands().flushAll()).blockLast(PATIENCE);
    awaitJob(running, "fetching");
    awaitJob(canceled, "canceled");
  }
}
