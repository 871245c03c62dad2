package top.vetra.system.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {

  private ServerSocket part;
  private Link link;
  private Socket near;
  private Socket far;

  @BeforeEach
  void connect() throws IOException {
    part = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    link = new Link("the way", part.getLocalPort());
    near = new Socket(InetAddress.getLoopbackAddress(), link.port());
    far = part.accept();
    near.setSoTimeout(20_000);
  }

  @AfterEach
  void close() throws IOException {
    near.close();
    far.close();
    link.close();
    part.close();
  }

  @Test
  void what_is_sent_arrives_both_ways() throws IOException {
    near.getOutputStream().write(7);
    assertThat(far.getInputStream().read()).isEqualTo(7);
    far.getOutputStream().write(8);
    assertThat(near.getInputStream().read()).isEqualTo(8);
  }

  @Test
  void a_cut_closes_what_is_open_and_what_comes_new() throws IOException {
    link.begin(Kind.CUT);
    assertThat(isClosed(near)).isTrue();
    try (Socket next = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
      assertThat(isClosed(next)).isTrue();
    }
    link.end(Kind.CUT);
    try (Socket next = new Socket(InetAddress.getLoopbackAddress(), link.port());
        Socket arrived = part.accept()) {
      next.getOutputStream().write(7);
      assertThat(arrived.getInputStream().read()).isEqualTo(7);
    }
  }

  @Test
  void a_black_hole_holds_everything_back_until_it_ends() throws IOException {
    link.begin(Kind.BLACK_HOLE);
    far.getOutputStream().write(8);
    near.setSoTimeout(200);
    assertThatThrownBy(() -> near.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    link.end(Kind.BLACK_HOLE);
    near.setSoTimeout(20_000);
    assertThat(near.getInputStream().read()).isEqualTo(8);
  }

  private static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }
}
