package top.vetra.pipeline.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What topics promise, whatever the broker's defaults are: records stay for as long as anybody may
 * need them, and what has no replica is on the disk before it counts as written.
 */
final class TopicConfigs {

  private static final String UNLIMITED = "-1";

  private static final int ATTEMPTS = 20;
  private static final long PAUSE_MILLIS = 500;

  private final Duration retention;
  private final Duration patience;

  /**
   * @param retention how long records are kept at least
   * @param patience how long each answer of the broker is waited for
   */
  TopicConfigs(Duration retention, Duration patience) {
    this.retention = retention;
    this.patience = patience;
  }

  /** Raises what is too low, and lowers nothing: another service may know of a longer retention. */
  void apply(Admin admin, Collection<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    for (int attempt = 1; ; attempt++) {
      try {
        applyNow(admin, topics);
        return;
      } catch (ExecutionException e) {
        // Of a topic that was just made, not all brokers know at once.
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || attempt == ATTEMPTS) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private void applyNow(Admin admin, Collection<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<String, TopicDescription> described =
        admin.describeTopics(topics).allTopicNames().get(patience.toSeconds(), TimeUnit.SECONDS);
    Map<ConfigResource, Config> present =
        admin
            .describeConfigs(topics.stream().map(TopicConfigs::resource).toList())
            .all()
            .get(patience.toSeconds(), TimeUnit.SECONDS);
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    present.forEach(
        (topic, config) -> {
          List<AlterConfigOp> ops =
              changes(config, replicas(Objects.requireNonNull(described.get(topic.name()))));
          if (!ops.isEmpty()) {
            changes.put(topic, ops);
          }
        });
    if (!changes.isEmpty()) {
      admin.incrementalAlterConfigs(changes).all().get(patience.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private List<AlterConfigOp> changes(Config present, int replicas) {
    List<AlterConfigOp> ops = new ArrayList<>();
    String kept = value(present, TopicConfig.RETENTION_MS_CONFIG);
    if (!kept.equals(UNLIMITED) && Long.parseLong(kept) < retention.toMillis()) {
      ops.add(set(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis())));
    }
    if (!value(present, TopicConfig.RETENTION_BYTES_CONFIG).equals(UNLIMITED)) {
      ops.add(set(TopicConfig.RETENTION_BYTES_CONFIG, UNLIMITED));
    }
    if (replicas == 1 && !value(present, TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG).equals("1")) {
      ops.add(set(TopicConfig.FLUSH_MESSAGES_INTERVAL_CONFIG, "1"));
    }
    return ops;
  }

  private static int replicas(TopicDescription topic) {
    return topic.partitions().stream()
        .mapToInt(partition -> partition.replicas().size())
        .min()
        .orElse(0);
  }

  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? UNLIMITED : entry.value();
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
