package top.vetra.fetcher.playlist;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A tag's attribute list: {@code NAME=VALUE,NAME="quoted, value"} (RFC 8216, 4.2). */
final class Attributes {

  private static final Pattern ONE =
      Pattern.compile("\\s*([A-Z0-9-]+)=(?:\"([^\"]*)\"|([^,\"]*))(?:,|$)");

  private final Map<String, String> values = new HashMap<>();

  private Attributes() {}

  /** What can be read of it; the rest is passed over. */
  static Attributes of(String text) {
    Attributes attributes = new Attributes();
    Matcher one = ONE.matcher(text);
    while (one.lookingAt()) {
      String value = one.group(2) == null ? one.group(3) : one.group(2);
      attributes.values.putIfAbsent(one.group(1), value.strip());
      one.region(one.end(), text.length());
    }
    return attributes;
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  /** The number under this name; 0 if there is none. */
  long number(String name) {
    try {
      return Long.parseLong(values.getOrDefault(name, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
