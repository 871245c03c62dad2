package top.vetra.system.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A host that nobody may speak to: it counts who does. */
final class Trap implements AutoCloseable {

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();

  private Trap(ServerSocket server) {
    this.server = server;
    Thread doorkeeper = new Thread(this::count, "trap-" + server.getLocalPort());
    doorkeeper.setDaemon(true);
    doorkeeper.start();
  }

  static Trap open() {
    try {
      return new Trap(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void count() {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        connections.incrementAndGet();
        caller.shutdownOutput();
      } catch (IOException closed) {
        // The test is over.
      }
    }
  }

  /** {@code 127.0.0.1:port}. */
  String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
