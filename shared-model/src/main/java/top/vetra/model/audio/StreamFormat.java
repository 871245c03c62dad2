package top.vetra.model.audio;

/**
 * The shape of an audio stream.
 *
 * @param sampleRate samples per second and channel
 * @param channels 1 or 2
 */
public record StreamFormat(int sampleRate, int channels) {

  /** Samples per channel in an AAC-LC frame. */
  public static final int AAC_FRAME_SAMPLES = 1024;

  /** Samples per channel in an MP3 frame: 1152 in MPEG-1, 576 in MPEG-2 (below 32 kHz). */
  public int mp3FrameSamples() {
    return sampleRate >= 32_000 ? 1152 : 576;
  }

  /** The MP3 frame that holds the first sample of this AAC frame; both count from 0. */
  public long mp3FrameOf(long aacFrame) {
    return aacFrame * AAC_FRAME_SAMPLES / mp3FrameSamples();
  }

  /** How long so many AAC frames sound. */
  public double secondsOf(long aacFrames) {
    return (double) (aacFrames * AAC_FRAME_SAMPLES) / sampleRate;
  }
}
