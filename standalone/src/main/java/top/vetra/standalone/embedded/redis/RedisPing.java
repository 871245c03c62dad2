package top.vetra.standalone.embedded.redis;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import top.vetra.standalone.embedded.Loopback;

/** Asks a Redis whether it is ready: while it still loads its data it says so instead. */
final class RedisPing {

  private static final int TIMEOUT_MS = 1000;

  private static final String READY = "+OK\r\n+PONG";

  private RedisPing() {}

  static boolean answers(int port, String password) {
    try (Socket socket = new Socket()) {
      socket.connect(Loopback.address(port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket
          .getOutputStream()
          .write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(READY.length());
      return new String(answer, StandardCharsets.US_ASCII).equals(READY);
    } catch (IOException e) {
      return false;
    }
  }
}
