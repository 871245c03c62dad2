package top.vetra.resolver.x.call;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls X.
 *
 * @param apiUrl base of the call for a guest token
 * @param bearer the web client's public constant
 * @param browserHeaders what X's web client sends with every call, one user agent among them
 * @param tokenMaxAge how long a guest token is used
 * @param farReset a rate limit that ends later than this is not waited for
 * @param session an account to ask with where guests are refused
 */
public record Access(
    URI apiUrl,
    String bearer,
    Map<String, String> browserHeaders,
    Duration tokenMaxAge,
    Duration farReset,
    @Nullable Session session) {

  /** What every call to X's API carries. */
  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>(browserHeaders);
    headers.put("Authorization", "Bearer " + bearer);
    return headers;
  }

  Map<String, String> guestHeaders(String token) {
    Map<String, String> headers = headers();
    headers.put("X-Guest-Token", token);
    return headers;
  }

  Map<String, String> sessionHeaders(Session account) {
    Map<String, String> headers = headers();
    headers.put("X-Csrf-Token", account.ct0());
    headers.put("X-Twitter-Auth-Type", "OAuth2Session");
    headers.put("Cookie", "auth_token=" + account.authToken() + "; ct0=" + account.ct0());
    return headers;
  }

  /** Keeps the secrets out of logs. */
  @Override
  public String toString() {
    return "Access[apiUrl=" + apiUrl + ", session=" + (session != null) + "]";
  }

  /**
   * The cookies of a logged-in account, set by the operator.
   *
   * @param authToken {@code auth_token}
   * @param ct0 {@code ct0}, which is also the header {@code x-csrf-token}
   */
  public record Session(String authToken, String ct0) {

    /** Keeps the secrets out of logs. */
    @Override
    public String toString() {
      return "Session[***]";
    }
  }
}
