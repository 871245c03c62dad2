package top.vetra.standalone.embedded.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import top.vetra.standalone.embedded.Loopback;
import top.vetra.standalone.embedded.PartProcess;

class EmbeddedKafkaIT {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void recordsOffsetsAndQueuesOutliveAHardKill() throws Exception {
    try (PartProcess broker = PartProcess.start("kafka", folder)) {
      createTopic(client(broker));
      send(client(broker), "first", "second");
      assertThat(readAndCommitOne(client(broker))).isEqualTo("first");
      broker.kill();
    }
    try (PartProcess broker = PartProcess.start("kafka", folder)) {
      assertThat(readAndCommitOne(client(broker))).isEqualTo("second");
      assertThat(takeFromQueue(client(broker))).isEqualTo("first");
    }
  }

  @Test
  void nobodyWithoutThePasswordIsHeard() throws Exception {
    try (EmbeddedKafka broker = EmbeddedKafka.start(folder, 0)) {
      int[] ports = {broker.port(), broker.controllerPort()};
      List<Map<String, Object>> strangers =
          List.of(
              Map.of(),
              Map.of("security.protocol", "SASL_PLAINTEXT"),
              new BrokerLogin("a-guess-of-somebody-else").client());
      for (int port : ports) {
        for (Map<String, Object> stranger : strangers) {
          Map<String, Object> client = new HashMap<>(stranger);
          client.putIfAbsent("sasl.mechanism", "PLAIN");
          client.putIfAbsent(
              "sasl.jaas.config",
              "org.apache.kafka.common.security.plain.PlainLoginModule required"
                  + " username=\"vetra\" password=\"\";");
          client.put(
              port == broker.port() ? "bootstrap.servers" : "bootstrap.controllers",
              Loopback.HOST + ":" + port);
          client.put("default.api.timeout.ms", 1500);
          client.put("request.timeout.ms", 1000);
          try (Admin admin = Admin.create(client)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                .cause()
                .isInstanceOfAny(SaslAuthenticationException.class, TimeoutException.class);
          }
        }
      }
      Map<String, Object> ours = new HashMap<>(broker.login().client());
      ours.put("bootstrap.servers", broker.address());
      try (Admin admin = Admin.create(ours)) {
        assertThat(admin.describeCluster().nodes().get()).hasSize(1);
      }
      assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
          .containsExactlyInAnyOrder(
              PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
  }

  private Map<String, Object> client(PartProcess broker) throws IOException {
    Map<String, Object> client =
        new HashMap<>(BrokerLogin.keptIn(folder.resolve("password")).client());
    client.put("bootstrap.servers", broker.address());
    return client;
  }

  private static void createTopic(Map<String, Object> client) throws Exception {
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic("work", 1, (short) 1))).all().get();
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.GROUP, "workers"),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("share.auto.offset.reset", "earliest"),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  private static void send(Map<String, Object> client, String... values) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>("work", value)).get();
      }
    }
  }

  private static String readAndCommitOne(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.putAll(
        Map.of(
            "group.id",
            "readers",
            "group.protocol",
            "consumer",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false,
            "max.poll.records",
            1));
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(Set.of("work"));
      Instant deadline = Instant.now().plus(LIMIT);
      while (Instant.now().isBefore(deadline)) {
        for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(200))) {
          consumer.commitSync();
          return found.value();
        }
      }
    }
    throw new AssertionError("nothing to read within " + LIMIT);
  }

  private static String takeFromQueue(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("group.id", "workers");
    try (KafkaShareConsumer<String, String> consumer =
        new KafkaShareConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(Set.of("work"));
      Instant deadline = Instant.now().plus(LIMIT);
      while (Instant.now().isBefore(deadline)) {
        for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofMillis(200))) {
          return found.value();
        }
      }
    }
    throw new AssertionError("nothing to take within " + LIMIT);
  }
}
