package top.vetra.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

  static Stream<Exception> ports() {
    return Stream.of(
        new ConnectException("closed"),
        new ConnectTimeoutException("filtered"),
        new TimeoutException("filtered, at several addresses"),
        new NotSslRecordException("another service"),
        new ClosedChannelException(),
        new SSLHandshakeException("another version"));
  }

  @ParameterizedTest
  @MethodSource("ports")
  void does_not_tell_what_is_at_a_port(Exception seen) {
    assertThat(Failure.atForeign(seen, false)).isEqualTo(Failure.CONNECTION_FAILED);
  }

  @Test
  void tells_the_owner_of_an_endpoint_what_to_mend() {
    Exception untrusted = new SSLHandshakeException("bad certificate");
    untrusted.initCause(new CertificateExpiredException());
    assertThat(Failure.atForeign(untrusted, false)).isEqualTo(Failure.TLS_FAILED);
    assertThat(Failure.atForeign(new UnknownHostException(), false))
        .isEqualTo(Failure.NAME_NOT_FOUND);
    assertThat(Failure.atForeign(new TimeoutException(), true)).isEqualTo(Failure.TIMEOUT);
    assertThat(Failure.atForeign(new ClosedChannelException(), true)).isEqualTo(Failure.NO_ANSWER);
  }
}
