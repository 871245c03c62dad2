package top.vetra.system.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine for programs that are started, and perhaps started again later. */
public final class Ports {

  /** Below those that the system gives to outgoing connections: nobody takes one meanwhile. */
  private static final int FIRST = 20_000;

  private static final int END = 30_000;
  private static final int TRIES = 100;

  private Ports() {}

  /** A port on which nothing listens now. */
  public static int free() throws IOException {
    for (int n = 1; ; n++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        if (n == TRIES) {
          throw taken;
        }
      }
    }
  }
}
