package top.vetra.model.store;

import java.util.List;
import top.vetra.model.job.Gap;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.queue.FetchTask;

/**
 * What has to be known of a fetched chunk to go on from it, whatever became of the messages that
 * said so. It is stored after the chunk's audio: a chunk without one counts as not fetched, and is
 * fetched again before anybody has been told to encode it.
 *
 * @param encode the chunk's place in the stream, its frames and their shape, as its encoder is told
 * @param gaps what is silence in the recording up to the chunk's end
 * @param segmentsFetched segments in this and all earlier chunks
 */
public record ChunkReceipt(EncodeTask encode, List<Gap> gaps, int segmentsFetched) {

  public ChunkReceipt {
    gaps = List.copyOf(gaps);
  }

  /** The task that fetches the next chunk; of use unless this is the last. */
  public FetchTask next() {
    return new FetchTask(
        encode.conversionId(),
        encode.preset(),
        encode.chunk() + 1,
        encode.chunksTotal(),
        framesSoFar(),
        encode.format(),
        gaps);
  }

  /** What is known of the whole stream, if this is its last chunk. */
  public FetchSummary summary() {
    return new FetchSummary(encode.format(), framesSoFar(), gaps);
  }

  private long framesSoFar() {
    return encode.firstFrame() + encode.frames();
  }
}
