package top.vetra.resolver.x.call;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls X.
 *
 * @param apiUrl base of the call for a guest token
 * @param bearer the web client's public constant
 * @param userAgent what X's own calls say they come from
 * @param tokenMaxAge how long a guest token is used
 * @param farReset a rate limit that ends later than this is not waited for
 * @param session an account to ask with where guests are refused
 */
public record Access(
    URI apiUrl,
    String bearer,
    String userAgent,
    Duration tokenMaxAge,
    Duration farReset,
    @Nullable Session session) {

  /** What every call to X's API carries. */
  Map<String, String> headers() {
    return Map.of("Authorization", "Bearer " + bearer, "User-Agent", userAgent);
  }

  Map<String, String> guestHeaders(String token) {
    Map<String, String> headers = new HashMap<>(headers());
    headers.put("x-guest-token", token);
    return headers;
  }

  Map<String, String> sessionHeaders(Session account) {
    Map<String, String> headers = new HashMap<>(headers());
    headers.put("x-csrf-token", account.ct0());
    headers.put("x-twitter-auth-type", "OAuth2Session");
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
