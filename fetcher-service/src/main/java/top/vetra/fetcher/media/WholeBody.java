package top.vetra.fetcher.media;

import java.io.ByteArrayOutputStream;

/** Keeps the bytes of a small body. */
public final class WholeBody implements Body<byte[]> {

  private final int limit;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);

  /**
   * @param limit how many bytes it may have
   */
  public WholeBody(int limit) {
    this.limit = limit;
  }

  @Override
  public void accept(byte[] piece) {
    if (bytes.size() + piece.length > limit) {
      throw new MediaException(
          MediaException.Reason.TOO_LARGE, "body: more than " + limit + " bytes");
    }
    bytes.writeBytes(piece);
  }

  @Override
  public byte[] finish() {
    return bytes.toByteArray();
  }
}
