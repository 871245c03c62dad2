package top.vetra.gateway.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A file of the page, as it is sent; compressed once, and not for each request.
 *
 * @param body its bytes
 * @param compressed the same, packed by gzip; null where that does not make them fewer
 * @param type what they are
 * @param tag changes with the bytes
 */
record PageFile(byte[] body, byte @Nullable [] compressed, MediaType type, String tag) {

  private static final int TAG_LENGTH = 16;

  static PageFile of(byte[] body, MediaType type) {
    byte[] packed = gzip(body);
    String tag = HexFormat.of().formatHex(sha256(body)).substring(0, TAG_LENGTH);
    return new PageFile(body, packed.length < body.length ? packed : null, type, tag);
  }

  /** The answer to a request with these headers. */
  ResponseEntity<byte[]> answer(HttpHeaders request, CacheControl caching) {
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(type)
            .cacheControl(caching)
            .varyBy(HttpHeaders.ACCEPT_ENCODING);
    return compressed != null && unpacksGzip(request)
        ? answer
            .header(HttpHeaders.CONTENT_ENCODING, "gzip")
            .eTag('"' + tag + "-gzip\"")
            .body(compressed)
        : answer.eTag('"' + tag + '"').body(body);
  }

  private static boolean unpacksGzip(HttpHeaders request) {
    return request.getOrEmpty(HttpHeaders.ACCEPT_ENCODING).stream()
        .flatMap(line -> Arrays.stream(line.toLowerCase(Locale.ROOT).replace(" ", "").split(",")))
        .anyMatch(
            coding ->
                coding.equals("gzip")
                    || (coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?")));
  }

  private static byte[] gzip(byte[] body) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("no SHA-256", e);
    }
  }
}
