package top.vetra.gateway;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends requests as they are written, which no client's library would. */
final class RawHttp implements Closeable {

  private static final int PATIENCE_MS = 5_000;

  private final int port;
  private Socket socket;
  private InputStream in;

  RawHttp(int port) throws IOException {
    this.port = port;
    this.socket = connect();
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** An answer; its headers' names are in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {}

  /**
   * Sends one request, on a connection that is kept.
   *
   * @param head the request line and headers, without the empty line
   */
  Answer ask(String head) throws IOException {
    send(head + "\r\n\r\n");
    return read();
  }

  void send(String text) throws IOException {
    if (socket.isClosed()) {
      socket = connect();
      in = new BufferedInputStream(socket.getInputStream());
    }
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Answer read() throws IOException {
    String line = line();
    int status = Integer.parseInt(line.split(" ")[1]);
    Map<String, String> headers = new TreeMap<>();
    for (line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon).toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    }
    String length = headers.get("content-length");
    String body = "";
    if (length != null) {
      body = new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    } else if (!headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
      socket.close();
    }
    if (headers.getOrDefault("connection", "").equals("close")) {
      socket.close();
    }
    return new Answer(status, headers, body);
  }

  /** Whether the other side takes nothing more, told without reading what it sent. */
  boolean isCutOff() {
    try {
      send("\r\n");
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /** Waits until the other side has closed the connection. */
  void readToEnd() {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException stillOpen) {
      throw new AssertionError("the connection is still open", stillOpen);
    } catch (IOException reset) {
      // An end as well.
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int letter = in.read(); letter != '\n'; letter = in.read()) {
      if (letter < 0) {
        throw new IOException("closed after: " + line);
      }
      if (letter != '\r') {
        line.append((char) letter);
      }
    }
    return line.toString();
  }

  private Socket connect() throws IOException {
    Socket connected = new Socket();
    // Little is kept for whoever does not read.
    connected.setReceiveBufferSize(64 * 1024);
    connected.connect(new InetSocketAddress("127.0.0.1", port));
    connected.setSoTimeout(PATIENCE_MS);
    connected.setTcpNoDelay(true);
    return connected;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
