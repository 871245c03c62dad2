package top.vetra.model.job;

import java.time.Instant;
import java.util.List;

/**
 * The finished file as the services know it: where it is stored, and a first signed link to it.
 *
 * @param objectKey where it is in the object store
 * @param link a signed link that makes a browser save the file
 * @param linkExpiresAt when that link stops working
 * @param fileName a sensible name for it
 * @param contentType {@code audio/mpeg} or {@code audio/mp4}
 * @param sizeBytes length of the file
 * @param durationSeconds length of the recording, to the sample
 * @param gaps what is silence in it
 */
public record ResultFile(
    String objectKey,
    String link,
    Instant linkExpiresAt,
    String fileName,
    String contentType,
    long sizeBytes,
    double durationSeconds,
    List<Gap> gaps) {

  public ResultFile {
    gaps = List.copyOf(gaps);
  }
}
