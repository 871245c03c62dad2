package top.vetra.pipeline.store;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;

/** The header that makes a browser save an answer as a file, as of RFC 6266. */
final class Attachment {

  /** What RFC 8187 lets stand as it is, beside letters and digits. */
  private static final String PLAIN = "!#$&+-.^_`|~";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Attachment() {}

  /**
   * The header's value, with the name in two forms: in ASCII for those who know no other, and
   * whole.
   *
   * @param fileName any text; what could end the header or leave the folder is replaced
   */
  static String named(String fileName) {
    String safe = fileName.replaceAll("[\\p{Cntrl}/\\\\]", "_");
    return "attachment; filename=\"" + ascii(safe) + "\"; filename*=UTF-8''" + encoded(safe);
  }

  /** Letters lose their accents, and what has no letter in ASCII becomes a line. */
  private static String ascii(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .replaceAll("[^\\x20-\\x7e]+", "_")
        // Some browsers read these even between quotes.
        .replaceAll("[\"%;/\\\\]", "_");
  }

  private static String encoded(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (octet & 0xff);
      if (letter < 0x80 && (Character.isLetterOrDigit(letter) || PLAIN.indexOf(letter) >= 0)) {
        encoded.append(letter);
      } else {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
    }
    return encoded.toString();
  }
}
