package top.vetra.transcoder.assemble;

import java.io.ByteArrayOutputStream;
import java.util.List;
import reactor.core.publisher.Flux;
import top.vetra.pipeline.store.MultipartUpload;

/** Joins pieces of any length into blocks that are long enough for a multipart upload. */
final class UploadBlocks {

  private long waiting;

  private UploadBlocks() {}

  /** The same bytes in blocks of {@link MultipartUpload#MIN_PART_BYTES} or more, but the last. */
  static Flux<byte[]> of(Flux<byte[]> pieces) {
    return Flux.defer(() -> pieces.bufferUntil(new UploadBlocks()::isFull).map(UploadBlocks::join));
  }

  private boolean isFull(byte[] piece) {
    waiting += piece.length;
    if (waiting < MultipartUpload.MIN_PART_BYTES) {
      return false;
    }
    waiting = 0;
    return true;
  }

  private static byte[] join(List<byte[]> pieces) {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    ByteArrayOutputStream block =
        new ByteArrayOutputStream(pieces.stream().mapToInt(piece -> piece.length).sum());
    pieces.forEach(block::writeBytes);
    return block.toByteArray();
  }
}
