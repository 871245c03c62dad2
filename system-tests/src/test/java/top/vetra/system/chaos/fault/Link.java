package top.vetra.system.chaos.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The way to a part, through a proxy that can lose it. */
public final class Link implements Target, AutoCloseable {

  private static final int DELAY_MILLIS = 150;
  private static final int LOOK_MILLIS = 20;

  private final String name;
  private final int port;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(daemons());
  private volatile @Nullable Kind trouble;

  /** Opens a way to a port of this machine. */
  public Link(String name, int port) throws IOException {
    this.name = name;
    this.port = port;
    this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  private static ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task, "link");
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Where the way begins. */
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Kind> kinds() {
    return List.of(Kind.CUT, Kind.BLACK_HOLE, Kind.DELAY);
  }

  @Override
  public void begin(Kind kind) {
    trouble = kind;
    if (kind == Kind.CUT) {
      sockets.forEach(Link::close);
    }
  }

  @Override
  public void end(Kind kind) {
    trouble = null;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        sockets.add(near);
        threads.execute(() -> connect(near));
      } catch (IOException e) {
        // Closed, or this one connection did not come about.
      }
    }
  }

  private void connect(Socket near) {
    try {
      if (trouble == Kind.CUT) {
        throw new IOException("cut");
      }
      Socket far = new Socket();
      sockets.add(far);
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      threads.execute(() -> pump(far, near));
      pump(near, far);
    } catch (IOException e) {
      forget(near);
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[1 << 16];
    try {
      from.setTcpNoDelay(true);
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        holdUp();
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // The other way learns of it by the closing.
    } finally {
      forget(from);
      forget(to);
    }
  }

  private void holdUp() throws IOException {
    try {
      if (trouble == Kind.DELAY) {
        Thread.sleep(DELAY_MILLIS);
      }
      while (trouble == Kind.BLACK_HOLE) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void forget(Socket socket) {
    sockets.remove(socket);
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    sockets.forEach(Link::close);
    threads.shutdownNow();
  }
}
