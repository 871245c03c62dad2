package top.vetra.pipeline.queue;

import java.time.Duration;
import java.util.ArrayList;
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
import top.vetra.model.event.EventLog;
import top.vetra.model.queue.TaskQueue;

/** Makes the topics and sets up the groups, once per start, whichever service comes first. */
final class QueueTopology {

  /** A worker that falls silent for this long loses its task to another. */
  static final Duration LOCK = Duration.ofSeconds(15);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Longer than any result is kept by default, so that job records can be made again. */
  private static final Duration EVENT_RETENTION = Duration.ofDays(8);

  static final List<TaskQueue<?>> QUEUES =
      List.of(
          TaskQueue.RESOLVE,
          TaskQueue.PLAN,
          TaskQueue.FETCH,
          TaskQueue.ENCODE,
          TaskQueue.ASSEMBLE,
          TaskQueue.DELIVER);

  private final KafkaSettings settings;

  QueueTopology(KafkaSettings settings) {
    this.settings = settings;
  }

  /** Blocks until the broker has it all; for use at start-up only. */
  void create() {
    change(
        admin -> {
          createTopics(admin);
          configureGroups(
              admin,
              Map.of(
                  "share.auto.offset.reset",
                  "earliest",
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

  private void createTopics(Admin admin)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<NewTopic> topics = new ArrayList<>();
    Stream.concat(
            QUEUES.stream().map(TaskQueue::topic),
            Stream.of(DelayBucket.values()).map(DelayBucket::topic))
        .map(this::topic)
        .forEach(topics::add);
    topics.add(
        topic(EventLog.TOPIC)
            .configs(Map.of("retention.ms", String.valueOf(EVENT_RETENTION.toMillis()))));
    Set<String> present = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    topics.removeIf(topic -> present.contains(topic.name()));
    for (var created : admin.createTopics(topics).values().values()) {
      try {
        created.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
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
