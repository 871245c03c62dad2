package top.vetra.xsimulator.api;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as the API sees it.
 *
 * @param headers names in any case
 * @param query decoded parameters
 */
public record ApiRequest(
    String method, String path, Map<String, String> headers, Map<String, String> query) {

  public ApiRequest {
    Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** A cookie's value, or null. */
  @Nullable String cookie(String name) {
    for (String pair : headers.getOrDefault("cookie", "").split(";\\s*", -1)) {
      if (pair.startsWith(name + "=")) {
        return pair.substring(name.length() + 1);
      }
    }
    return null;
  }
}
