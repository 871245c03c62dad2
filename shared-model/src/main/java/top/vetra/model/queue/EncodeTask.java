package top.vetra.model.queue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Preset;

/**
 * Encode one chunk. Its object holds {@code leadInFrames + frames + leadOutFrames} ADTS frames, the
 * outer ones being neighbours' audio that makes the encoder arrive at the same state as if it had
 * encoded the whole stream.
 *
 * @param conversionId the conversion
 * @param preset how to convert it
 * @param chunk which one, from 0
 * @param chunksTotal chunks in all
 * @param firstFrame AAC frames in all earlier chunks
 * @param leadInFrames AAC frames of audio before the chunk's own
 * @param frames AAC frames of the chunk's own
 * @param leadOutFrames AAC frames of audio after the chunk's own
 * @param format the stream's shape
 */
public record EncodeTask(
    String conversionId,
    Preset preset,
    int chunk,
    int chunksTotal,
    long firstFrame,
    int leadInFrames,
    int frames,
    int leadOutFrames,
    StreamFormat format)
    implements Task {

  /** Whether the stream ends with this chunk. */
  @JsonIgnore
  public boolean isLast() {
    return chunk == chunksTotal - 1;
  }
}
