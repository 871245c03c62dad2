package top.vetra.fetcher.chunk;

import java.util.List;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Gap;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.store.ChunkReceipt;
import top.vetra.model.store.Timeline;

/**
 * A chunk, ready to be stored.
 *
 * @param adts all its frames, those of the leads included
 * @param leadInFrames frames before its own
 * @param frames its own
 * @param leadOutFrames frames after its own
 * @param format their shape
 * @param gaps what is silence in the recording up to its end
 * @param timeline who spoke when in it
 */
record Chunk(
    byte[] adts,
    int leadInFrames,
    int frames,
    int leadOutFrames,
    StreamFormat format,
    List<Gap> gaps,
    Timeline timeline) {

  /** What has to be known to go on from it, once it is stored. */
  ChunkReceipt receipt(FetchTask task, int segmentsFetched) {
    return new ChunkReceipt(
        new EncodeTask(
            task.conversionId(),
            task.preset(),
            task.chunk(),
            task.chunksTotal(),
            task.firstFrame(),
            leadInFrames,
            frames,
            leadOutFrames,
            format),
        gaps,
        segmentsFetched);
  }
}
