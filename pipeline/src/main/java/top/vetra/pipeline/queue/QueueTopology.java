package top.vetra.pipeline.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import top.vetra.model.event.EventLog;
import top.vetra.model.queue.TaskQueue;

/** Makes the topics and sets up the groups, once per start, whichever service comes first. */
final class QueueTopology {

  /** A worker that falls silent for this long loses its task to another. */
  static final Duration LOCK = Duration.ofSeconds(15);

  private static final Logger log = LoggerFactory.getLogger(QueueTopology.class);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * After so long without a sign of life a worker has left. Longer than any pause between two signs
   * (see {@link CalmHeartbeats}): who is taken to have left has to join again, and gets no task
   * meanwhile. It is the shortest that Kafka allows by default.
   */
  private static final Duration SESSION = Duration.ofSeconds(45);

  static final List<TaskQueue<?>> QUEUES =
      List.of(
          TaskQueue.RESOLVE,
          TaskQueue.PLAN,
          TaskQueue.FETCH,
          TaskQueue.ENCODE,
          TaskQueue.ASSEMBLE,
          TaskQueue.DELIVER);

  private final KafkaSettings settings;

  private final TopicConfigs configs;

  /**
   * @param resultRetention how long results are kept, which decides how long events are
   */
  QueueTopology(KafkaSettings settings, Duration resultRetention) {
    this.settings = settings;
    this.configs = new TopicConfigs(EventLog.retention(resultRetention), PATIENCE);
  }

  /** Whether tasks wait for workers in this topic. */
  static boolean isQueue(String topic) {
    return QUEUES.stream().anyMatch(queue -> queue.topic().equals(topic));
  }

  /** Blocks until the broker has it all; for use at start-up only. */
  void create() {
    change(
        admin -> {
          createTopics(admin);
          configs.apply(admin, topics());
          configureGroups(
              admin,
              Map.of(
                  "share.auto.offset.reset",
                  "earliest",
                  "share.session.timeout.ms",
                  String.valueOf(SESSION.toMillis()),
                  "share.record.lock.duration.ms",
                  String.valueOf(LOCK.toMillis())));
        });
  }

  /** Sets how often workers tell the broker that they are there. Blocks until the broker knows. */
  void heartbeatEvery(Duration interval) {
    change(
        admin ->
            configureGroups(
                admin, Map.of("share.heartbeat.interval.ms", String.valueOf(interval.toMillis()))));
  }

  private void change(Change change) {
    try (Admin admin =
        Admin.create(
            settings.client(
                Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis())))) {
      change.make(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while setting up the queues", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the queues could not be set up", e);
    }
  }

  /** Makes the topics again that somebody has deleted. Blocks until the broker has them. */
  void restore() {
    change(
        admin -> {
          Set<String> made = createTopics(admin);
          if (!made.isEmpty()) {
            log.error("topics were gone, with all that was in them, and are made again: {}", made);
            configs.apply(admin, made);
          }
        });
  }

  private static Set<String> topics() {
    return Stream.of(
            QUEUES.stream().map(TaskQueue::topic),
            Stream.of(DelayBucket.values()).map(DelayBucket::topic),
            Stream.of(EventLog.TOPIC))
        .flatMap(names -> names)
        .collect(Collectors.toSet());
  }

  /** The topics that were missing. */
  private Set<String> createTopics(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<String> missing = topics();
    missing.removeAll(admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    List<NewTopic> topics = missing.stream().map(this::topic).toList();
    for (var created : admin.createTopics(topics).values().values()) {
      try {
        created.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    return missing;
  }

  private NewTopic topic(String name) {
    return new NewTopic(name, settings.partitions(), settings.replicationFactor());
  }

  private static void configureGroups(Admin admin, Map<String, String> settings)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<AlterConfigOp> changes =
        settings.entrySet().stream()
            .map(
                setting ->
                    new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()),
                        AlterConfigOp.OpType.SET))
            .toList();
    admin
        .incrementalAlterConfigs(
            QUEUES.stream()
                .collect(
                    Collectors.toMap(
                        queue -> new ConfigResource(ConfigResource.Type.GROUP, queue.topic()),
                        queue -> changes)))
        .all()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @FunctionalInterface
  private interface Change {
    void make(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
  }
}
