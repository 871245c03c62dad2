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

  @Test
  void a_record_that_cannot_be_read_is_made_again_and_holds_up_no_other_job() {
    JsonNode poisoned = post("https://x.com/i/spaces/1poisoned0001");
    JsonNode other = post("https://x.com/i/spaces/1poisoned0002");
    String conversion = conversionOf(poisoned);
    String conversionOfOther = conversionOf(other);
    publish(new JobEvent.Planned(conversion, Instant.now(), 40, 4, 120.5));
    awaitJob(poisoned, "fetching");

    spoil("vetra:conversion:" + conversion);
    publish(new JobEvent.ChunkFetched(conversion, Instant.now(), 0, 10));
    publish(new JobEvent.Planned(conversionOfOther, Instant.now(), 40, 4, 120.5));
    awaitJob(other, "fetching");
    awaitJob(poisoned, "fetching");

    spoil("vetra:job:" + id(poisoned));
    complete(conversion, "1poisoned0001");
    awaitJob(poisoned, "completed");
  }

  private void spoil(String key) {
    redis.<String, String>opsForHash().put(key, "json", "{}").block(PATIENCE);
  }
}
