package top.vetra.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** One real Redis for all tests of a run. */
public final class EmbeddedRedis {

  private static final int PORT = start();

  private EmbeddedRedis() {}

  /** Its address. */
  public static String url() {
    return "redis://127.0.0.1:" + PORT;
  }

  private static int start() {
    try {
      int port = freePort();
      RedisServer server =
          RedisServer.builder().port(port).setting("bind 127.0.0.1").setting("save \"\"").build();
      server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
