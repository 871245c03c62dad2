package top.vetra.model.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Gap;
import top.vetra.model.job.Preset;

/**
 * Fetch one chunk. There is one such task per conversion at any time: it wanders from chunk to
 * chunk and carries what is known of all the earlier ones.
 *
 * @param conversionId the conversion
 * @param preset how to convert it
 * @param chunk which one, from 0
 * @param chunksTotal chunks in all
 * @param firstFrame AAC frames in all earlier chunks
 * @param format the stream's shape, once a frame has been seen
 * @param gaps what had to be filled with silence so far
 */
public record FetchTask(
    String conversionId,
    Preset preset,
    int chunk,
    int chunksTotal,
    long firstFrame,
    @Nullable StreamFormat format,
    List<Gap> gaps)
    implements Task {

  public FetchTask {
    gaps = List.copyOf(gaps);
  }
}
