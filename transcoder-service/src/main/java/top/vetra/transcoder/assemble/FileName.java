package top.vetra.transcoder.assemble;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import top.vetra.model.job.Format;

/** A name to save a file under, on any system: {@code Title - Host (2026-08-14).mp3}. */
final class FileName {

  /** File systems allow 255 bytes; browsers add {@code (1)} and endings of their own. */
  private static final int MAX_BYTES = 180;

  private static final int MAX_HOST_BYTES = 60;

  /** Windows has devices of these names, whatever ending is put behind a dot. */
  private static final Pattern DEVICE =
      Pattern.compile(
          "^(con|prn|aux|nul|conin\\$|conout\\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?= *(?:\\.|$))",
          Pattern.CASE_INSENSITIVE);

  private FileName() {}

  static String of(Tags tags, Format format) {
    String date = tags.date() == null ? "" : " (" + tags.date().toLocalDate() + ")";
    String host = cut(safe(tags.host()), MAX_HOST_BYTES);
    String ending = (host.isEmpty() ? "" : " - " + host) + date + "." + format.extension();
    return cut(title(tags), MAX_BYTES - bytes(ending)) + ending;
  }

  private static String title(Tags tags) {
    String title = safe(tags.title());
    if (title.isEmpty()) {
      return "Space";
    }
    return DEVICE.matcher(title).replaceFirst("$1_");
  }

  /** Without the characters that some system reserves, and without dots and blanks at its ends. */
  private static String safe(String text) {
    return text.replaceAll("[\\\\/:*?\"<>|]+", " ")
        .replaceAll(" +", " ")
        .replaceAll("^[. -]+|[. ]+$", "");
  }

  private static String cut(String text, int maxBytes) {
    if (bytes(text) <= maxBytes) {
      return text;
    }
    int end = 0;
    int used = 0;
    while (true) {
      int letter = text.codePointAt(end);
      used += bytes(Character.toString(letter));
      if (used > maxBytes) {
        return text.substring(0, end).replaceAll("[. ]+$", "");
      }
      end += Character.charCount(letter);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
