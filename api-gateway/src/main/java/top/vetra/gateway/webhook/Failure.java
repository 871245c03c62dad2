package top.vetra.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import top.vetra.gateway.webhook.PublicResolver.PrivateAddressException;

/** Why a call of a webhook does not count as delivered. The wire forms are public. */
public enum Failure {
  /** It is not https to the public internet, nor an address that the operator has named. */
  @JsonProperty("address-refused")
  ADDRESS_REFUSED,
  /** No name server knows the host. */
  @JsonProperty("name-not-found")
  NAME_NOT_FOUND,
  /**
   * Nobody takes the connection; of somebody else's host all that is told, for all of its ports.
   */
  @JsonProperty("connection-failed")
  CONNECTION_FAILED,
  /** No secure connection can be made: an expired certificate, or somebody else's. */
  @JsonProperty("tls-failed")
  TLS_FAILED,
  /** No answer within the time limit. */
  @JsonProperty("timeout")
  TIMEOUT,
  /** The connection ended before an answer that can be understood. */
  @JsonProperty("no-answer")
  NO_ANSWER,
  /** The answer is a redirect; none is followed. */
  @JsonProperty("redirected")
  REDIRECTED,
  /** The answer is 410: the endpoint wants no more of it. */
  @JsonProperty("gone")
  GONE,
  /** The answer is another status than a 2xx. */
  @JsonProperty("unexpected-status")
  UNEXPECTED_STATUS;

  /** The name for what went wrong before there was an answer. */
  static Failure of(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof PrivateAddressException) {
        return ADDRESS_REFUSED;
      }
      if (cause instanceof UnknownHostException) {
        return NAME_NOT_FOUND;
      }
      if (cause instanceof TimeoutException
          || cause instanceof io.netty.channel.ConnectTimeoutException) {
        return TIMEOUT;
      }
      if (cause instanceof SSLException) {
        return TLS_FAILED;
      }
      if (cause instanceof java.net.ConnectException
          || cause instanceof java.net.NoRouteToHostException) {
        return CONNECTION_FAILED;
      }
    }
    return error instanceof SocketException ? CONNECTION_FAILED : NO_ANSWER;
  }

  /**
   * The name for what went wrong at somebody else's host. Whether a port is closed or filtered, or
   * something else listens at it, is not told: nobody is to look at other people's ports through
   * us.
   *
   * @param asked whether it went so far that something was asked
   */
  static Failure atForeign(Throwable error, boolean asked) {
    Failure exact = of(error);
    boolean harmless = exact == ADDRESS_REFUSED || exact == NAME_NOT_FOUND;
    return asked || harmless || isOfCertificate(error) ? exact : CONNECTION_FAILED;
  }

  private static boolean isOfCertificate(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }
}
