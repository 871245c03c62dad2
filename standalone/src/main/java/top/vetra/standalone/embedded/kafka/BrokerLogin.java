package top.vetra.standalone.embedded.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import top.vetra.standalone.embedded.KeptSecret;

/**
 * Who may speak with the embedded broker, and its controller: whoever can read a file in the home.
 * Other users of the machine reach the loopback as well.
 *
 * @param password of the only user, {@link #USER}
 */
public record BrokerLogin(String password) {

  public static final String USER = "vetra";

  /** The password kept in this file; made up and written there the first time. */
  static BrokerLogin keptIn(Path file) throws IOException {
    return new BrokerLogin(KeptSecret.in(file));
  }

  /** What a client of the broker has to be told. */
  Map<String, Object> client() {
    return Map.of(
        "security.protocol", "SASL_PLAINTEXT",
        "sasl.mechanism", "PLAIN",
        "sasl.jaas.config", login() + ";");
  }

  /** What the broker has to be told, about each of these listeners. */
  Map<String, String> broker(String... listeners) {
    Map<String, String> settings = new HashMap<>();
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("sasl.mechanism.controller.protocol", "PLAIN");
    for (String listener : listeners) {
      settings.put(
          "listener.name." + listener + ".plain.sasl.jaas.config",
          login() + " user_" + USER + "=\"" + password + "\";");
    }
    return settings;
  }

  private String login() {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
        + USER
        + "\" password=\""
        + password
        + "\"";
  }

  /** Keeps the password out of logs. */
  @Override
  public String toString() {
    return "BrokerLogin[" + USER + "]";
  }
}
