package top.vetra.standalone.embedded.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import top.vetra.standalone.embedded.EmbeddedPart;
import top.vetra.standalone.embedded.Loopback;

/** A Kafka broker and its controller in this JVM, with its data in one folder. */
public final class EmbeddedKafka implements EmbeddedPart {

  private final KafkaRaftServer server;
  private final int port;
  private final int controllerPort;
  private final BrokerLogin login;

  private EmbeddedKafka(KafkaRaftServer server, int port, int controllerPort, BrokerLogin login) {
    this.server = server;
    this.port = port;
    this.controllerPort = controllerPort;
    this.login = login;
  }

  /** Starts the broker and returns when it serves; {@code wantedPort} 0 takes a free one. */
  public static EmbeddedKafka start(Path dir, int wantedPort) throws IOException {
    // The broker refuses to start where it finds anything beside its own folders.
    Path data = Files.createDirectories(dir.resolve("data"));
    int[] free = Loopback.freePorts(2);
    int port = wantedPort == 0 ? free[0] : wantedPort;
    boolean isNew = Files.notExists(data.resolve("meta.properties"));
    if (isNew) {
      format(data);
    }
    boolean afterKill = !isNew && Files.notExists(data.resolve(".kafka_cleanshutdown"));
    BrokerLogin login = BrokerLogin.keptIn(dir.resolve("password"));
    KafkaConfig config =
        new KafkaConfig(BrokerSettings.of(data, port, free[1], login, afterKill), false);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(server, port, free[1], login);
  }

  private static void format(Path data) throws IOException {
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setSupportedFeatures(List.of(Feature.PRODUCTION_FEATURES.toArray(new Feature[0])))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE_ID)
          .setControllerListenerName("CONTROLLER")
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setMetadataLogDirectory(data.toAbsolutePath().toString())
          .addDirectory(data.toAbsolutePath().toString())
          .run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("could not format the broker's folder: " + data, e);
    }
  }

  @Override
  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return Loopback.HOST + ":" + port;
  }

  int controllerPort() {
    return controllerPort;
  }

  /** Who may speak with it. */
  public BrokerLogin login() {
    return login;
  }

  @Override
  public String address() {
    return bootstrapServers();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
