package top.vetra.fetcher.adts;

import top.vetra.model.audio.StreamFormat;

/**
 * What an ADTS header says of the audio, and what may not change within one recording.
 *
 * @param profile MPEG-4 audio object type minus 1: 1 is AAC-LC
 * @param rateIndex index into the table of sample rates, 0 to 12
 * @param channels 1 to 7 (7 stands for eight channels)
 */
public record AacShape(int profile, int rateIndex, int channels) {

  private static final int[] RATES = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };

  static final int RATE_COUNT = RATES.length;

  private static final int AAC_LC = 1;

  /** AAC-LC of this format, which is all that Spaces are known to use. */
  public static AacShape of(StreamFormat format) {
    for (int index = 0; index < RATES.length; index++) {
      if (RATES[index] == format.sampleRate()) {
        return new AacShape(AAC_LC, index, format.channels());
      }
    }
    throw new IllegalArgumentException(
        "sampleRate: " + format.sampleRate() + " (expected: one that ADTS can name)");
  }

  /** Samples per second and channel. */
  public int sampleRate() {
    return RATES[rateIndex];
  }

  /** The same without the profile. */
  public StreamFormat format() {
    return new StreamFormat(sampleRate(), channels);
  }

  /** AAC frames in so many seconds, rounded: 2.987 s and 3.008 s are 140 and 141 at 48 kHz. */
  public int framesIn(double seconds) {
    return (int) Math.round(seconds * sampleRate() / StreamFormat.AAC_FRAME_SAMPLES);
  }
}
