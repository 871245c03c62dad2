package top.vetra.model.store;

import java.util.List;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Gap;

/**
 * What is known once the last chunk is fetched.
 *
 * @param format the stream's shape
 * @param frames AAC frames in the whole stream
 * @param gaps what is silence in it because it was not delivered
 */
public record FetchSummary(StreamFormat format, long frames, List<Gap> gaps) {

  public FetchSummary {
    gaps = List.copyOf(gaps);
  }
}
