package top.vetra.standalone;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import top.vetra.standalone.stack.StartFailure;

/**
 * What the environment says about this machine's stack. What only the services care about they read
 * themselves.
 *
 * @param home where data, logs and the lock are
 * @param port the page's port; 0 takes a free one
 * @param kafka a broker to use in place of the embedded one
 * @param redis a Redis to use in place of the embedded one
 * @param s3 an object store to use in place of the embedded one
 * @param instanceKey the operator's; without one, one is made and kept in the home
 * @param demo the stand-in for X to run beside it, if any
 */
public record Settings(
    Home home,
    int port,
    @Nullable String kafka,
    @Nullable String redis,
    @Nullable URI s3,
    @Nullable String instanceKey,
    @Nullable DemoSettings demo) {

  private static final int DEFAULT_PORT = 8080;

  public static Settings from(Map<String, String> environment) {
    String home = given(environment, "VETRA_HOME");
    String s3 = given(environment, "VETRA_S3_ENDPOINT");
    return new Settings(
        new Home(home == null ? Path.of(System.getProperty("user.home"), ".vetra") : Path.of(home)),
        port(given(environment, "VETRA_PORT")),
        given(environment, "VETRA_KAFKA_BOOTSTRAP_SERVERS"),
        given(environment, "VETRA_REDIS_URL"),
        s3 == null ? null : URI.create(s3),
        given(environment, "VETRA_INSTANCE_KEY"),
        null);
  }

  /** The same stack on any free port. */
  public Settings onFreePort() {
    return new Settings(home, 0, kafka, redis, s3, instanceKey, demo);
  }

  /** The same stack on the stand-in for X. */
  public Settings with(DemoSettings other) {
    return new Settings(home, port, kafka, redis, s3, instanceKey, other);
  }

  /** Keeps the key out of logs. */
  @Override
  public String toString() {
    return "Settings[home=" + home + ", port=" + port + "]";
  }

  private static @Nullable String given(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.trim();
  }

  private static int port(@Nullable String value) {
    if (value == null) {
      return DEFAULT_PORT;
    }
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
      throw new StartFailure("VETRA_PORT is " + value + " (expected: a number from 0 to 65535).");
    }
    return Integer.parseInt(value);
  }
}
