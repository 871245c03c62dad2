package top.vetra.resolver.x.space;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Single values out of X's answers, whose types vary and whose texts people typed. */
final class Values {

  private static final int MAX_ADDRESS = 300;

  /** Between 2006, when there was no X yet, and 2100. */
  private static final long MIN_MILLIS = 1_136_073_600_000L;

  private static final long MAX_MILLIS = 4_102_444_800_000L;

  /** Line ends, control codes, and halves of characters, which cannot be written as UTF-8. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cs}]+");

  /** Avatars of X, and of Periscope, which Spaces grew out of. */
  private static final Pattern IMAGE_HOST =
      Pattern.compile("(?:[a-z0-9-]+\\.)+(?:twimg\\.com|pscp\\.tv)");

  private Values() {}

  /** A text or number as one line, cut to so many characters; null if there is none. */
  static @Nullable String text(JsonNode node, int most) {
    if (!node.isString() && !node.isNumber()) {
      return null;
    }
    String line = CONTROL.matcher(unescaped(node.asString())).replaceAll(" ").strip();
    if (line.isEmpty()) {
      return null;
    }
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most));
  }

  /** X hands texts out escaped for HTML, these three characters and once. */
  private static String unescaped(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  static @Nullable String either(JsonNode first, JsonNode second, int most) {
    String text = text(first, most);
    return text == null ? text(second, most) : text;
  }

  /** Milliseconds since 1970, as a number or as a string of digits. */
  static @Nullable Instant time(JsonNode node) {
    String digits = text(node, 20);
    if (digits == null || !digits.matches("\\d{1,15}")) {
      return null;
    }
    long millis = Long.parseLong(digits);
    return millis < MIN_MILLIS || millis > MAX_MILLIS ? null : Instant.ofEpochMilli(millis);
  }

  /** A time in milliseconds, or in ISO 8601. */
  static @Nullable Instant anyTime(JsonNode node) {
    Instant millis = time(node);
    String text = millis == null ? text(node, 40) : null;
    if (text == null) {
      return millis;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException notIso) {
      return null;
    }
  }

  /** An address on X's image hosts; null for any other, since pages show these images to people. */
  static @Nullable String image(JsonNode node) {
    String address = node.asString("");
    if (address.isEmpty() || address.length() > MAX_ADDRESS) {
      return null;
    }
    try {
      URI uri = URI.create(address);
      boolean known =
          "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getRawAuthority().equals(uri.getHost())
              && IMAGE_HOST.matcher(uri.getHost()).matches();
      return known ? address : null;
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }
}
