package top.vetra.pipeline.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import reactor.core.publisher.Mono;
import top.vetra.model.event.EventLog;
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
                    // As the embedded broker has it.
                    "group.share.min.session.timeout.ms", "6000",
                    "group.share.session.timeout.ms", "10000",
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
    work(context, concurrency, handler, (conversionId, value) -> Mono.empty());
  }

  private void work(
      ConfigurableApplicationContext context,
      int concurrency,
      TaskHandler<AssembleTask> handler,
      UnreadableTasks unreadable) {
    Worker worker =
        context
            .getBean(WorkerFactory.class)
            .worker(TaskQueue.ASSEMBLE, concurrency, handler, unreadable);
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

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "{\"conversionId\": \"no", ""})
  void aTaskThatCannotBeReadIsSettledOnceAndDropped(String poison) {
    inContext(
        context -> {
          List<String> settled = new CopyOnWriteArrayList<>();
          Set<String> done = ConcurrentHashMap.newKeySet();
          work(
              context,
              1,
              (task, attempt) -> Mono.fromRunnable(() -> done.add(task.conversionId())),
              (conversionId, value) -> Mono.fromRunnable(() -> settled.add(conversionId)));
          send(context, TaskQueue.ASSEMBLE.topic(), "poisoned", poison.getBytes(UTF_8));
          String after = "after-" + poison.length();
          publish(context, after);
          await().atMost(Duration.ofSeconds(30)).until(() -> done.contains(after));
          assertThat(settled).containsExactly("poisoned");
        });
  }

  @Test
  void aTaskWithoutAKeyIsSettledForTheConversionThatItNames() {
    inContext(
        context -> {
          List<String> settled = new CopyOnWriteArrayList<>();
          work(
              context,
              1,
              (task, attempt) -> Mono.empty(),
              (conversionId, value) -> Mono.fromRunnable(() -> settled.add(conversionId)));
          send(
              context,
              TaskQueue.ASSEMBLE.topic(),
              null,
              "{\"conversionId\":\"c\"}".getBytes(UTF_8));
          await().atMost(Duration.ofSeconds(30)).until(() -> settled.equals(List.of("c")));
        });
  }

  @Test
  void topicsThatWereDeletedComeBackAndTasksAreDone() {
    inContext(
        context -> {
          Set<String> done = ConcurrentHashMap.newKeySet();
          work(
              context,
              1,
              (task, attempt) -> Mono.fromRunnable(() -> done.add(task.conversionId())));
          publish(context, "before");
          await().atMost(Duration.ofSeconds(30)).until(() -> done.contains("before"));
          delete(TaskQueue.ASSEMBLE.topic());
          context.getBean(QueueTopology.class).restore();
          await()
              .atMost(Duration.ofSeconds(60))
              .ignoreExceptions()
              .until(
                  () -> {
                    publish(context, "again");
                    return done.contains("again");
                  });
        });
  }

  @Test
  void topicsKeepTheirRecordsWhateverTheBrokersDefaultsAre() {
    inContext(
        context -> {
          Map<String, String> tooShort =
              Map.of("retention.ms", "3600000", "retention.bytes", "1000000");
          configure(TaskQueue.PLAN.topic(), tooShort);
          configure(EventLog.TOPIC, tooShort);
          new QueueTopology(context.getBean(KafkaSettings.class), Duration.ofDays(30)).create();
          // Who knows of a shorter retention lowers nothing.
          context.getBean(QueueTopology.class).create();
          for (String topic : List.of(TaskQueue.PLAN.topic(), EventLog.TOPIC)) {
            Config config = config(ConfigResource.Type.TOPIC, topic);
            assertThat(Long.parseLong(config.get("retention.ms").value()))
                .isGreaterThanOrEqualTo(Duration.ofDays(31).toMillis());
            assertThat(config.get("retention.bytes").value()).isEqualTo("-1");
            assertThat(config.get("flush.messages").value()).isEqualTo("1");
          }
        });
  }

  @Test
  void workersAreNotTakenToHaveLeftBetweenTwoSignsOfLife() {
    inContext(
        context -> {
          context.getBean(QueueTopology.class).heartbeatEvery(Duration.ofSeconds(15));
          Config group = config(ConfigResource.Type.GROUP, TaskQueue.FETCH.topic());
          assertThat(Integer.parseInt(group.get("share.session.timeout.ms").value()))
              .isGreaterThan(
                  2 * Integer.parseInt(group.get("share.heartbeat.interval.ms").value()));
        });
  }

  @Test
  void aDelayedTaskOutlastsElevenFailuresToMoveIt() {
    inContext(
        context -> {
          AtomicInteger failures = new AtomicInteger();
          KafkaTemplate<String, byte[]> real = template(context);
          KafkaTemplate<String, byte[]> flaky =
              new KafkaTemplate<>(real.getProducerFactory()) {
                @Override
                public CompletableFuture<SendResult<String, byte[]>> send(
                    ProducerRecord<String, byte[]> record) {
                  return failures.incrementAndGet() <= 11
                      ? CompletableFuture.failedFuture(new IllegalStateException("broken"))
                      : real.send(record);
                }
              };
          Set<String> done = ConcurrentHashMap.newKeySet();
          work(
              context,
              1,
              (task, attempt) -> Mono.fromRunnable(() -> done.add(task.conversionId())));
          context.getBean(DelayForwarders.class).stop();
          DelayForwarders forwarders =
              new DelayForwarders(
                  consumers(context),
                  flaky,
                  Clock.systemUTC(),
                  EndlessRetry.errorHandler(Duration.ofMillis(1), Duration.ofMillis(5)));
          forwarders.start();
          try {
            context
                .getBean(TaskPublisher.class)
                .publishAt(TaskQueue.ASSEMBLE, new AssembleTask("kept", PRESET, 1), Instant.now())
                .block(Duration.ofSeconds(10));
            await().atMost(Duration.ofSeconds(60)).until(() -> done.contains("kept"));
          } finally {
            forwarders.stop();
          }
          assertThat(failures).hasValueGreaterThan(11);
        });
  }

  @SuppressWarnings("unchecked")
  private static KafkaTemplate<String, byte[]> template(ConfigurableApplicationContext context) {
    return context.getBean(KafkaTemplate.class);
  }

  @SuppressWarnings("unchecked")
  private static ConsumerFactory<String, byte[]> consumers(ConfigurableApplicationContext context) {
    return context.getBean(ConsumerFactory.class);
  }

  private static void send(
      ConfigurableApplicationContext context, String topic, @Nullable String key, byte[] value)
      throws Exception {
    template(context).send(new ProducerRecord<>(topic, key, value)).get();
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()));
  }

  private static void delete(String topic) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(List.of(topic)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(topic));
    }
  }

  private static void configure(String topic, Map<String, String> settings) throws Exception {
    try (Admin admin = admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  settings.entrySet().stream()
                      .map(
                          setting ->
                              new AlterConfigOp(
                                  new ConfigEntry(setting.getKey(), setting.getValue()),
                                  AlterConfigOp.OpType.SET))
                      .toList()))
          .all()
          .get();
    }
  }

  private static Config config(ConfigResource.Type type, String name) throws Exception {
    ConfigResource resource = new ConfigResource(type, name);
    try (Admin admin = admin()) {
      return Objects.requireNonNull(
          admin.describeConfigs(List.of(resource)).all().get().get(resource));
    }
  }
}
