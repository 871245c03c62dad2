package top.vetra.standalone.get;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A recording on its way here.
 *
 * @param bytes what comes
 * @param name what the file is called, where nobody asked for another name
 * @param expectedBytes how long it has to be
 * @param progress is told how far it is
 */
record Download(InputStream bytes, String name, long expectedBytes, ProgressLine progress) {

  /** Copies every byte, or fails. */
  void copyTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long written = 0;
    for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
      out.write(buffer, 0, read);
      written += read;
      progress.saving(written, expectedBytes);
    }
    if (written != expectedBytes) {
      throw new IOException("bytes: " + written + " (expected: " + expectedBytes + ")");
    }
  }
}
