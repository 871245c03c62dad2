package top.vetra.gateway.webhook;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on this machine that nobody may reach: it counts who does. */
final class Trap implements AutoCloseable {

  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket server = new ServerSocket(0);
  private final AtomicInteger caught = new AtomicInteger();

  Trap() throws IOException {
    Thread thread = new Thread(this::count, "trap");
    thread.setDaemon(true);
    thread.start();
  }

  private void count() {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        caught.incrementAndGet();
        caller.getOutputStream().write(ANSWER);
      } catch (IOException closed) {
        return;
      }
    }
  }

  int port() {
    return server.getLocalPort();
  }

  int caught() {
    return caught.get();
  }

  /** How many were caught, and none from now on. */
  int forget() {
    return caught.getAndSet(0);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
