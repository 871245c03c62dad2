package top.vetra.pipeline.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.ShareConsumerFactory;
import reactor.core.publisher.Mono;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.json.RecordJson;

class WorkerTest {

  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger polls = new AtomicInteger();

  @Test
  void a_consumer_that_dies_of_a_poll_is_replaced() {
    Worker worker =
        new Worker(
            new Consumers(),
            TaskQueue.ASSEMBLE,
            1,
            (task, attempt) -> Mono.empty(),
            (conversionId, value) -> Mono.empty(),
            new NoTasks(),
            RecordJson.mapper(),
            new Watched(ObservationRegistry.NOOP));
    worker.start();
    try {
      await().atMost(Duration.ofSeconds(20)).until(() -> polls.get() > 0);
    } finally {
      worker.stop();
    }
    assertThat(made).hasValue(2);
  }

  private final class Consumers implements ShareConsumerFactory<String, byte[]> {

    @Override
    public Map<String, Object> getConfigurationProperties() {
      return Map.of();
    }

    @Override
    public ShareConsumer<String, byte[]> createShareConsumer(
        @Nullable String groupId,
        @Nullable String clientId,
        @Nullable Map<String, Object> properties) {
      return createShareConsumer(groupId, clientId);
    }

    @Override
    public ShareConsumer<String, byte[]> createShareConsumer(
        @Nullable String groupId, @Nullable String clientId) {
      boolean dies = made.incrementAndGet() == 1;
      return new MockShareConsumer<>() {
        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
          if (dies) {
            throw new KafkaException("broken");
          }
          polls.incrementAndGet();
          Mono.delay(Duration.ofMillis(50)).block();
          return super.poll(timeout);
        }
      };
    }
  }

  private static final class NoTasks implements TaskPublisher {

    @Override
    public <T extends Task> Mono<Void> publish(TaskQueue<T> queue, T task) {
      return Mono.empty();
    }

    @Override
    public <T extends Task> Mono<Void> publishAt(TaskQueue<T> queue, T task, Instant due) {
      return Mono.empty();
    }
  }
}
