package top.vetra.standalone.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The one interface that the embedded parts listen on, and its ports. */
public final class Loopback {

  public static final String HOST = "127.0.0.1";

  private Loopback() {}

  /** The wanted port, or any free one when {@code wanted} is 0. */
  public static int port(int wanted) throws IOException {
    return wanted == 0 ? freePorts(1)[0] : wanted;
  }

  /** Different free ports: all are held open until the last is known. */
  public static int[] freePorts(int count) throws IOException {
    ServerSocket[] held = new ServerSocket[count];
    int[] ports = new int[count];
    try {
      for (int i = 0; i < count; i++) {
        held[i] = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ports[i] = held[i].getLocalPort();
      }
      return ports;
    } finally {
      for (ServerSocket socket : held) {
        if (socket != null) {
          socket.close();
        }
      }
    }
  }

  public static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Whether a server could listen on this port now. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the servers do: a port that only lingers in TIME_WAIT counts as free.
      socket.setReuseAddress(true);
      socket.bind(address(port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
