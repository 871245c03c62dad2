package top.vetra.transcoder.assemble;

import java.nio.charset.StandardCharsets;

/** Tags in ffmpeg's own metadata format, in which any text can be put safely. */
final class FfmpegMetadata {

  private FfmpegMetadata() {}

  static byte[] of(Tags tags) {
    StringBuilder text = new StringBuilder(";FFMETADATA1\n");
    put(text, "title", tags.title());
    put(text, "artist", tags.artist());
    put(text, "album", Tags.ALBUM);
    put(text, "comment", tags.comment());
    if (tags.date() != null) {
      put(text, "date", tags.date().toLocalDate().toString());
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void put(StringBuilder text, String key, String value) {
    text.append(key).append('=').append(value.replaceAll("[=;#\\\\\\n]", "\\\\$0")).append('\n');
  }
}
