package top.vetra.standalone.stack;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import top.vetra.standalone.Settings;
import top.vetra.standalone.embedded.EmbeddedPart;
import top.vetra.standalone.embedded.kafka.BrokerLogin;
import top.vetra.standalone.embedded.kafka.EmbeddedKafka;
import top.vetra.standalone.embedded.redis.EmbeddedRedis;
import top.vetra.standalone.embedded.s3.EmbeddedS3;

/** The broker, Redis and object store of a stack: embedded, unless the settings name another. */
final class Parts implements Ground {

  private static final Duration STOP_EACH_WITHIN = Duration.ofSeconds(5);

  private final List<EmbeddedPart> running;

  private Parts(List<EmbeddedPart> running) {
    this.running = running;
  }

  static Parts start(Settings settings) throws Exception {
    List<Callable<EmbeddedPart>> starts = new ArrayList<>();
    if (settings.kafka() == null) {
      starts.add(() -> EmbeddedKafka.start(settings.home().kafka(), 0));
    }
    if (settings.redis() == null) {
      starts.add(() -> EmbeddedRedis.start(settings.home().redis(), 0));
    }
    if (settings.s3() == null) {
      starts.add(() -> EmbeddedS3.start(settings.home().s3(), 0));
    }
    return new Parts(SideBySide.start(starts));
  }

  /** About a part of somebody else's the services read the environment. */
  @Override
  public Map<String, String> properties() {
    Map<String, String> connections = new HashMap<>();
    for (EmbeddedPart part : running) {
      if (part instanceof EmbeddedKafka kafka) {
        connections.put("vetra.kafka.bootstrap-servers", kafka.address());
        connections.put("vetra.kafka.username", BrokerLogin.USER);
        connections.put("vetra.kafka.password", kafka.login().password());
        connections.put("vetra.kafka.security-protocol", "SASL_PLAINTEXT");
        connections.put("vetra.kafka.sasl-mechanism", "PLAIN");
      } else if (part instanceof EmbeddedRedis redis) {
        connections.put("vetra.redis.url", redis.address());
      } else if (part instanceof EmbeddedS3 s3) {
        connections.putAll(s3(s3));
      }
    }
    return connections;
  }

  private static Map<String, String> s3(EmbeddedS3 s3) {
    URI endpoint = URI.create(s3.address());
    return Map.of(
        "vetra.s3.endpoint", endpoint.toString(),
        "vetra.s3.public-endpoint", endpoint.toString(),
        "vetra.s3.region", EmbeddedS3.REGION,
        "vetra.s3.bucket", EmbeddedS3.BUCKET,
        "vetra.s3.access-key", s3.credentials().accessKey(),
        "vetra.s3.secret-key", s3.credentials().secretKey(),
        "vetra.s3.folder", s3.folder().toString());
  }

  /** In reverse, so that the broker, which knows what is still to do, goes last. */
  @Override
  public void close() {
    for (int i = running.size() - 1; i >= 0; i--) {
      SideBySide.stop(List.of(running.get(i)), STOP_EACH_WITHIN);
    }
  }
}
