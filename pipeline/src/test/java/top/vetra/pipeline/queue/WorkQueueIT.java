package top.vetra.pipeline.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import reactor.core.publisher.Mono;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.TaskQueue;

/** The queues against a real broker. */
class WorkQueueIT {

  private static final Preset PRESET = new Preset(Format.MP3, Quality.HIGH, false);

  private static EmbeddedKafkaBroker broker;

  private final List<Worker> workers = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void startBroker() {
    broker =
        new EmbeddedKafkaKraftBroker(1, 1)
            .brokerProperties(
                Map.of(
                    "share.coordinator.state.topic.replication.factor", "1",
                    "share.coordinator.state.topic.min.isr", "1",
                    "offsets.topic.replication.factor", "1",
                    "group.share.min.record.lock.duration.ms", "15000",
                    "group.initial.rebalance.delay.ms", "0"));
    broker.afterPropertiesSet();
  }

  @AfterAll
  static void stopBroker() {
    broker.destroy();
  }

  @AfterEach
  void stopWorkers() {
    workers.forEach(Worker::stop);
  }

  private void inContext(ContextConsumer test) {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
        .withUserConfiguration(QueueConfiguration.class, DelayConfiguration.class)
        .withPropertyValues("vetra.kafka.bootstrap-servers=" + broker.getBrokersAsString())
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              test.accept((ConfigurableApplicationContext) context.getSourceApplicationContext());
            });
  }

  private interface ContextConsumer {
    void accept(ConfigurableApplicationContext context) throws Exception;
  }

  private void work(
      ConfigurableApplicationContext context, int concurrency, TaskHandler<AssembleTask> handler) {
    Worker worker =
        context.getBean(WorkerFactory.class).worker(TaskQueue.ASSEMBLE, concurrency, handler);
    workers.add(worker);
    worker.start();
  }

  private static void publish(ConfigurableApplicationContext context, String id) {
    context
        .getBean(TaskPublisher.class)
        .publish(TaskQueue.ASSEMBLE, new AssembleTask(id, PRESET, 1))
        .block(Duration.ofSeconds(10));
  }

  @Test
  void oneSlowTaskHoldsUpNoOther() {
    inContext(
        context -> {
          Set<String> done = ConcurrentHashMap.newKeySet();
          work(
              context,
              3,
              (task, attempt) ->
                  task.conversionId().equals("slow")
                      ? Mono.never()
                      : Mono.fromRunnable(() -> done.add(task.conversionId())));
          publish(context, "slow");
          for (int i = 0; i < 20; i++) {
            publish(context, "quick-" + i);
          }
          await().atMost(Duration.ofSeconds(20)).until(() -> done.size() == 20);
        });
  }

  @Test
  void aTaskThatOutlastsItsLockIsDoneOnce() {
    inContext(
        context -> {
          List<Integer> attempts = new CopyOnWriteArrayList<>();
          List<Integer> finished = new CopyOnWriteArrayList<>();
          work(
              context,
              2,
              (task, attempt) -> {
                if (!task.conversionId().equals("long")) {
                  return Mono.empty();
                }
                attempts.add(attempt);
                return Mono.delay(QueueTopology.LOCK.plusSeconds(7))
                    .doOnNext(tick -> finished.add(attempt))
                    .then();
              });
          publish(context, "long");
          await().atMost(Duration.ofSeconds(60)).until(() -> finished.size() == 1);
          publish(context, "after");
          assertThat(attempts).containsExactly(1);
        });
  }

  @Test
  void aFailedTaskComesBackCountingItsAttempts() {
    inContext(
        context -> {
          List<Integer> attempts = new CopyOnWriteArrayList<>();
          work(
              context,
              1,
              (task, attempt) -> {
                if (!task.conversionId().equals("failing")) {
                  return Mono.empty();
                }
                attempts.add(attempt);
                return attempt < 3 ? Mono.error(new IllegalStateException("broken")) : Mono.empty();
              });
          publish(context, "failing");
          await().atMost(Duration.ofSeconds(30)).until(() -> attempts.equals(List.of(1, 2, 3)));
        });
  }

  @Test
  void aStopUsesUpNoAttempt() {
    inContext(
        context -> {
          List<Integer> attempts = new CopyOnWriteArrayList<>();
          for (int stop = 1; stop <= 6; stop++) {
            int before = attempts.size();
            work(
                context,
                1,
                (task, attempt) -> {
                  if (!task.conversionId().equals("stopped")) {
                    return Mono.empty();
                  }
                  attempts.add(attempt);
                  return Mono.never();
                });
            if (stop == 1) {
              publish(context, "stopped");
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> attempts.size() > before);
            stopWorkers();
          }
          assertThat(attempts).hasSize(6).containsOnly(1);
        });
  }

  @Test
  void aDelayedTaskArrivesWhenItIsDue() {
    inContext(
        context -> {
          List<Instant> arrivals = new CopyOnWriteArrayList<>();
          work(
              context,
              1,
              (task, attempt) -> {
                if (task.conversionId().equals("later")) {
                  arrivals.add(Instant.now());
                }
                return Mono.empty();
              });
          Instant due = Clock.systemUTC().instant().plusSeconds(3);
          context
              .getBean(TaskPublisher.class)
              .publishAt(TaskQueue.ASSEMBLE, new AssembleTask("later", PRESET, 1), due)
              .block(Duration.ofSeconds(10));
          await().atMost(Duration.ofSeconds(60)).until(() -> arrivals.size() == 1);
          assertThat(arrivals.get(0)).isAfterOrEqualTo(due);
        });
  }
}
