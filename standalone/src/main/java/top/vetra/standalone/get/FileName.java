package top.vetra.standalone.get;

import java.nio.charset.StandardCharsets;

/** File names that every file system takes; where they come from is not trusted. */
final class FileName {

  /** File systems take 255 bytes; a number may be put behind the name. */
  private static final int MOST_BYTES = 240;

  private FileName() {}

  static String safe(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean =
        last.replaceAll("[\\p{Cntrl}<>:\"|?*]", " ")
            .replaceAll("\\s+", " ")
            .replaceAll("^[. ]+|[. ]+$", "");
    if (clean.isEmpty()) {
      return "space.mp3";
    }
    int dot = clean.lastIndexOf('.');
    String extension = dot > 0 && clean.length() - dot <= 5 ? clean.substring(dot) : "";
    String stem = clean.substring(0, clean.length() - extension.length());
    return shortened(stem, MOST_BYTES - bytes(extension)) + extension;
  }

  /** The name itself the first time, then {@code name (2).mp3} and so on. */
  static String numbered(String name, int copy) {
    if (copy == 1) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return name.substring(0, end) + " (" + copy + ")" + name.substring(end);
  }

  /** Cut to so many bytes of UTF-8, between characters. */
  static String shortened(String text, int mostBytes) {
    int end = text.length();
    while (bytes(text.substring(0, end)) > mostBytes) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
