package top.vetra.xsimulator.audio;

/**
 * How a stretch of audio is encoded, always AAC-LC in ADTS.
 *
 * @param sampleRate in Hz; X uses 48000
 * @param channels 1 or 2; X uses 2
 * @param noiseSubstitution whether frames may use PNS, which decodes with a running random state
 */
public record AudioFormat(int sampleRate, int channels, boolean noiseSubstitution) {

  /** Samples of each channel in one AAC-LC frame. */
  public static final int FRAME_SAMPLES = 1024;

  /** What X serves: 48 kHz stereo at about 96 kb/s. */
  public static final AudioFormat STANDARD = new AudioFormat(48_000, 2, false);

  /** About 48 kb/s for each channel, as published logs of X's streams say. */
  int bitRate() {
    return 48_000 * channels;
  }

  /** Length of the repeated audio, about a minute; prime, so that segments never fall in step. */
  int loopFrames() {
    return sampleRate > 32_000 ? 2801 : 1399;
  }

  /** Exact length of so many frames. */
  public double seconds(long frames) {
    return (double) frames * FRAME_SAMPLES / sampleRate;
  }
}
