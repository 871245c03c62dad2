package top.vetra.pipeline.store;

import java.util.List;
import reactor.core.publisher.Mono;

/** An object in the making. Nobody sees it before it is completed. */
public interface MultipartUpload {

  /** S3's minimum for every part but the last, in bytes. */
  int MIN_PART_BYTES = 5 * 1024 * 1024;

  /**
   * Stores a part. Parts may be stored in any order and side by side.
   *
   * @param number its place in the object, from 1 to 10,000; gaps are allowed
   * @param offset how many bytes all parts with lower numbers have together
   * @param body in pieces, at least {@link #MIN_PART_BYTES} in all unless it is the last in the
   *     object
   */
  Mono<Void> part(int number, long offset, List<byte[]> body);

  /** Joins the parts by number; the object appears, replacing what was there. */
  Mono<Void> complete();

  /** Gives up and frees what was stored. */
  Mono<Void> abort();
}
