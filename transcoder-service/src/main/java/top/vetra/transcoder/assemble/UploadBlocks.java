package top.vetra.transcoder.assemble;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import top.vetra.pipeline.store.MultipartUpload;

/** Gathers pieces of any length into blocks that are long enough for a multipart upload. */
final class UploadBlocks {

  private long waiting;
  private int count;
  private long offset;

  private UploadBlocks() {}

  /**
   * The same bytes in blocks of {@link MultipartUpload#MIN_PART_BYTES} or more, but the last. A
   * block stays in its pieces: joining them would be one copy more of the whole recording.
   */
  static Flux<Block> of(Flux<byte[]> pieces) {
    return Flux.defer(
        () -> {
          UploadBlocks blocks = new UploadBlocks();
          return pieces.bufferUntil(blocks::isFull).map(blocks::next);
        });
  }

  private boolean isFull(byte[] piece) {
    waiting += piece.length;
    if (waiting < MultipartUpload.MIN_PART_BYTES) {
      return false;
    }
    waiting = 0;
    return true;
  }

  private Block next(List<byte[]> pieces) {
    Block block = new Block(++count, offset, pieces);
    offset += block.length();
    return block;
  }

  /**
   * Pieces to be stored together.
   *
   * @param number its place among all blocks, from 1
   * @param offset where it begins, in bytes
   * @param pieces its content
   */
  record Block(int number, long offset, List<byte[]> pieces) {

    long length() {
      return pieces.stream().mapToLong(piece -> piece.length).sum();
    }

    /** The same, where all blocks come after so many bytes more. */
    Block behind(long bytes) {
      return new Block(number, bytes + offset, pieces);
    }

    /** The first block, which begins with these. */
    Block after(byte[]... head) {
      return new Block(
          number, offset, Stream.concat(Arrays.stream(head), pieces.stream()).toList());
    }
  }
}
