package top.vetra.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import top.vetra.standalone.embedded.EmbeddedPart;
import top.vetra.standalone.embedded.kafka.EmbeddedKafka;
import top.vetra.standalone.embedded.redis.EmbeddedRedis;
import top.vetra.standalone.embedded.s3.EmbeddedS3;

/**
 * Runs one part as a process of its own: {@code kafka|redis|s3 --port N --dir D}. Prints {@code
 * ready: ADDRESS} when it serves and stops on SIGTERM.
 */
public final class PartProgram {

  private static final String USAGE = "usage: kafka|redis|s3 --port N --dir D";

  private PartProgram() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 5) {
      System.err.println(USAGE);
      System.exit(2);
    }
    Map<String, String> options = Map.of(args[1], args[2], args[3], args[4]);
    String port = options.get("--port");
    String dir = options.get("--dir");
    if (port == null || dir == null) {
      System.err.println(USAGE);
      System.exit(2);
      return;
    }
    Logs.to(Path.of(dir, "logs"));
    EmbeddedPart part = start(args[0], Path.of(dir), Integer.parseInt(port));
    Runtime.getRuntime().addShutdownHook(new Thread(part::close, "stop-" + args[0]));
    System.out.println("ready: " + part.address());
    new CountDownLatch(1).await();
  }

  private static EmbeddedPart start(String name, Path dir, int port) throws IOException {
    return switch (name) {
      case "kafka" -> EmbeddedKafka.start(dir, port);
      case "redis" -> EmbeddedRedis.start(dir, port);
      case "s3" -> EmbeddedS3.start(dir, port);
      default -> throw new IllegalArgumentException("part: " + name + " (" + USAGE + ")");
    };
  }
}
