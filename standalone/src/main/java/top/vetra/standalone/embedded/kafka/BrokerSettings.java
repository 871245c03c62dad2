package top.vetra.standalone.embedded.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import top.vetra.standalone.embedded.Loopback;

/** What a broker needs to be told to serve one machine: no replicas, short waits, little memory. */
final class BrokerSettings {

  static final int NODE_ID = 1;

  private static final String MIB = Integer.toString(1 << 20);
  private static final String SEGMENT_BYTES = Integer.toString(16 << 20);

  private BrokerSettings() {}

  /**
   * @param afterKill whether the broker before was killed: the controller holds its place until its
   *     session ends
   */
  static Map<String, String> of(
      Path dir, int brokerPort, int controllerPort, BrokerLogin login, boolean afterKill) {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(login.broker("broker", "controller"));
    settings.putAll(address(brokerPort, controllerPort));
    settings.putAll(oneNode());
    settings.putAll(shortWaits());
    // Short only where it is waited for: on a busy machine a broker loses its place too easily.
    settings.put("broker.session.timeout.ms", afterKill ? "3000" : "15000");
    settings.putAll(queues());
    settings.putAll(littleMemory());
    settings.put("log.dirs", dir.toAbsolutePath().toString());
    settings.put("auto.create.topics.enable", "false");
    // A stack that was off for a week must not forget how far it had read.
    settings.put("offsets.retention.minutes", Integer.toString(60 * 24 * 30));
    return settings;
  }

  private static Map<String, String> address(int brokerPort, int controllerPort) {
    String broker = "BROKER://" + Loopback.HOST + ":" + brokerPort;
    String controller = Loopback.HOST + ":" + controllerPort;
    return Map.of(
        "node.id",
        Integer.toString(NODE_ID),
        "process.roles",
        "broker,controller",
        "listeners",
        broker + ",CONTROLLER://" + controller,
        "advertised.listeners",
        broker,
        "listener.security.protocol.map",
        "BROKER:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
        "inter.broker.listener.name",
        "BROKER",
        "controller.listener.names",
        "CONTROLLER",
        "controller.quorum.voters",
        NODE_ID + "@" + controller);
  }

  private static Map<String, String> oneNode() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "offsets.topic.num.partitions", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "transaction.state.log.num.partitions", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "share.coordinator.state.topic.num.partitions", "1",
        "min.insync.replicas", "1");
  }

  /** After a hard kill, the dead stack's sessions must end before the new one can work. */
  private static Map<String, String> shortWaits() {
    return Map.ofEntries(
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("broker.heartbeat.interval.ms", "500"),
        Map.entry("group.consumer.min.session.timeout.ms", "6000"),
        Map.entry("group.consumer.session.timeout.ms", "10000"),
        Map.entry("group.consumer.min.heartbeat.interval.ms", "1000"),
        Map.entry("group.consumer.heartbeat.interval.ms", "2000"),
        Map.entry("group.share.min.session.timeout.ms", "6000"),
        Map.entry("group.share.session.timeout.ms", "10000"),
        Map.entry("group.share.min.heartbeat.interval.ms", "1000"),
        Map.entry("group.share.heartbeat.interval.ms", "2000"),
        // The workers of stacks that were killed one after another count until their sessions end.
        Map.entry("group.share.max.size", "1000"),
        Map.entry("group.share.initialize.retry.interval.ms", "1000"));
  }

  private static Map<String, String> queues() {
    return Map.of(
        // A worker is a member of its group; by default a group has no more than 200.
        "group.share.max.size", "1000",
        "group.share.min.record.lock.duration.ms", "15000",
        "group.share.record.lock.duration.ms", "15000");
  }

  private static Map<String, String> littleMemory() {
    return Map.ofEntries(
        Map.entry("num.network.threads", "2"),
        Map.entry("num.io.threads", "3"),
        Map.entry("background.threads", "2"),
        Map.entry("num.recovery.threads.per.data.dir", "1"),
        Map.entry("group.coordinator.threads", "1"),
        Map.entry("queued.max.requests", "64"),
        Map.entry("log.segment.bytes", SEGMENT_BYTES),
        Map.entry("log.index.size.max.bytes", MIB),
        Map.entry("log.retention.bytes", Integer.toString(256 << 20)),
        Map.entry("offsets.topic.segment.bytes", SEGMENT_BYTES),
        Map.entry("share.coordinator.state.topic.segment.bytes", SEGMENT_BYTES),
        Map.entry("offsets.load.buffer.size", MIB),
        Map.entry("share.coordinator.load.buffer.size", MIB),
        Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20)),
        Map.entry("metadata.log.segment.bytes", Integer.toString(8 << 20)),
        Map.entry("metadata.max.retention.bytes", Integer.toString(32 << 20)),
        // By default an idle broker writes a record twice a second, for ever.
        Map.entry("metadata.max.idle.interval.ms", "10000"),
        Map.entry("metric.reporters", ""));
  }
}
