package top.vetra.fetcher.media;

/**
 * A stretch of a resource.
 *
 * @param offset of its first byte
 * @param length in bytes, at least 1
 */
public record ByteRange(long offset, long length) {

  /** As the {@code Range} header wants it. */
  String header() {
    return "bytes=" + offset + "-" + (offset + length - 1);
  }
}
