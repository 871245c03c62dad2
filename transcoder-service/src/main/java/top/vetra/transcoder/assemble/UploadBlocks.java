package top.vetra.transcoder.assemble;

import java.util.List;
import reactor.core.publisher.Flux;
import top.vetra.pipeline.store.MultipartUpload;

/** Gathers pieces of any length into blocks that are long enough for a multipart upload. */
final class UploadBlocks {

  private long waiting;

  private UploadBlocks() {}

  /**
   * The same bytes in blocks of {@link MultipartUpload#MIN_PART_BYTES} or more, but the last. A
   * block stays in its pieces: joining them would be one copy more of the whole recording.
   */
  static Flux<List<byte[]>> of(Flux<byte[]> pieces) {
    return Flux.defer(() -> pieces.bufferUntil(new UploadBlocks()::isFull));
  }

  private boolean isFull(byte[] piece) {
    waiting += piece.length;
    if (waiting < MultipartUpload.MIN_PART_BYTES) {
      return false;
    }
    waiting = 0;
    return true;
  }
}
