package top.vetra.fetcher.adts;

import java.io.ByteArrayOutputStream;

/**
 * An ADTS frame, lying among other bytes.
 *
 * @param data the bytes among which it lies
 * @param offset where it begins
 * @param length of it, with its header
 */
public record Frame(byte[] data, int offset, int length) {

  /** Appends it. */
  public void writeTo(ByteArrayOutputStream out) {
    out.write(data, offset, length);
  }
}
