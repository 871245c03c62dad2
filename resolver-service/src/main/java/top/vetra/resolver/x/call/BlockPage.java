package top.vetra.resolver.x.call;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/**
 * Tells the page by which a firewall before X, Cloudflare's today, turns callers away. X's API
 * itself never answers with a page, except where X as a whole is down.
 */
final class BlockPage {

  /** Turned away, too often, or to be solved by a browser first. */
  private static final Set<Integer> STATUSES = Set.of(403, 429, 503);

  private static final int FORBIDDEN = 403;

  private static final int READ = 16_384;

  private static final List<String> MARKS =
      List.of(
          "cloudflare",
          "attention required!",
          "just a moment...",
          "/cdn-cgi/",
          "cf-error",
          "cf-chl",
          "challenge-platform");

  private BlockPage() {}

  /** Whether an answer may be such a page, so that its body is worth reading. */
  static boolean mayBe(int status, HttpHeaders headers) {
    return STATUSES.contains(status) || headers.containsHeader("cf-mitigated");
  }

  static boolean is(Answer answer) {
    HttpHeaders headers = answer.headers();
    if (headers.containsHeader("cf-mitigated")) {
      return true;
    }
    if (!STATUSES.contains(answer.status())) {
      return false;
    }
    String begin = begin(answer.body());
    if (!value(headers, HttpHeaders.CONTENT_TYPE).contains("html") && !isPage(begin)) {
      return false;
    }
    return answer.status() == FORBIDDEN
        || value(headers, HttpHeaders.SERVER).contains("cloudflare")
        || MARKS.stream().anyMatch(begin::contains);
  }

  private static boolean isPage(String begin) {
    String stripped = begin.stripLeading();
    return stripped.startsWith("<!doctype html") || stripped.startsWith("<html");
  }

  private static String begin(byte[] body) {
    return new String(body, 0, Math.min(body.length, READ), StandardCharsets.UTF_8)
        .toLowerCase(Locale.ROOT);
  }

  private static String value(HttpHeaders headers, String name) {
    String value = headers.getFirst(name);
    return value == null ? "" : value.toLowerCase(Locale.ROOT);
  }
}
