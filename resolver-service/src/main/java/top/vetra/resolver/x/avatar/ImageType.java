package top.vetra.resolver.x.avatar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Kinds of pictures, told by their first bytes: what a server calls them is not believed. */
enum ImageType {
  JPEG("jpg", "image/jpeg", "\u00ff\u00d8\u00ff", ""),
  PNG("png", "image/png", "\u0089PNG\r\n\u001a\n", ""),
  WEBP("webp", "image/webp", "RIFF", "WEBP");

  /** Where the second mark stands, after the length of a RIFF file. */
  private static final int SECOND = 8;

  private final String extension;
  private final String contentType;
  private final byte[] first;
  private final byte[] second;

  ImageType(String extension, String contentType, String first, String second) {
    this.extension = extension;
    this.contentType = contentType;
    this.first = first.getBytes(StandardCharsets.ISO_8859_1);
    this.second = second.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What these bytes are. */
  static Optional<ImageType> of(byte[] body) {
    return Arrays.stream(values())
        .filter(type -> type.stands(type.first, body, 0) && type.stands(type.second, body, SECOND))
        .findFirst();
  }

  private boolean stands(byte[] mark, byte[] body, int at) {
    return body.length >= at + mark.length
        && Arrays.equals(mark, 0, mark.length, body, at, at + mark.length);
  }

  String extension() {
    return extension;
  }

  String contentType() {
    return contentType;
  }
}
