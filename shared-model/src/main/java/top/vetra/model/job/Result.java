package top.vetra.model.job;

import java.time.Instant;
import java.util.List;

/**
 * The finished file, as the public API shows it.
 *
 * @param url a signed link that makes a browser save the file
 * @param expiresAt when that link stops working; ask for the job again to have a fresh one
 * @param fileName a sensible name for it
 * @param contentType {@code audio/mpeg} or {@code audio/mp4}
 * @param sizeBytes length of the file
 * @param durationSeconds length of the recording, to the sample
 * @param gaps what is silence in it; empty for a complete recording
 */
public record Result(
    String url,
    Instant expiresAt,
    String fileName,
    String contentType,
    long sizeBytes,
    double durationSeconds,
    List<Gap> gaps) {

  public Result {
    gaps = List.copyOf(gaps);
  }
}
