package top.vetra.pipeline.queue;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import top.vetra.pipeline.settings.SettingException;

/**
 * How the queues are reached.
 *
 * @param bootstrapServers comma list of {@code host:port}
 * @param securityProtocol as Kafka names it; empty: {@code SASL_PLAINTEXT} where there is a
 *     username, else {@code PLAINTEXT}
 * @param saslMechanism {@code PLAIN}, {@code SCRAM-SHA-256} or {@code SCRAM-SHA-512}
 * @param username whom the broker knows this service as; empty: it asks nobody
 * @param password the user's
 * @param partitions of each topic that has to be created
 * @param replicationFactor of each topic that has to be created; -1 leaves it to the broker
 */
@ConfigurationProperties("vetra.kafka")
public record KafkaSettings(
    @DefaultValue("localhost:9092") String bootstrapServers,
    @DefaultValue("") String securityProtocol,
    @DefaultValue("PLAIN") String saslMechanism,
    @DefaultValue("") String username,
    @DefaultValue("") String password,
    @DefaultValue("1") int partitions,
    @DefaultValue("-1") short replicationFactor) {

  /** Refuses half of a pair: clients would fail for ever, saying no more than that they do. */
  public KafkaSettings {
    if (username.isBlank() != password.isBlank()) {
      throw new SettingException(
          "VETRA_KAFKA_USERNAME and VETRA_KAFKA_PASSWORD belong together: set both, or neither.");
    }
    if (username.isBlank() && securityProtocol.startsWith("SASL")) {
      throw new SettingException(
          "VETRA_KAFKA_SECURITY_PROTOCOL is "
              + securityProtocol
              + ": set VETRA_KAFKA_USERNAME and VETRA_KAFKA_PASSWORD as well.");
    }
  }

  /** What every client of the broker has to be told, and these beside it. */
  public Map<String, Object> client(Map<String, Object> others) {
    Map<String, Object> client = new HashMap<>(others);
    client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    if (!securityProtocol.isBlank()) {
      client.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, securityProtocol);
    }
    if (!username.isBlank()) {
      client.putIfAbsent(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_PLAINTEXT");
      client.put(SaslConfigs.SASL_MECHANISM, saslMechanism);
      client.put(SaslConfigs.SASL_JAAS_CONFIG, login());
    }
    return client;
  }

  private String login() {
    String module = saslMechanism.startsWith("SCRAM") ? "scram.Scram" : "plain.Plain";
    return "org.apache.kafka.common.security."
        + module
        + "LoginModule required username="
        + quoted(username)
        + " password="
        + quoted(password)
        + ";";
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Keeps the password out of logs. */
  @Override
  public String toString() {
    return "KafkaSettings[bootstrapServers=" + bootstrapServers + "]";
  }
}
