package top.vetra.xsimulator.audio;

import java.util.Random;

/**
 * One speaker: a glottal pulse train through three moving formants, cut into syllables of about a
 * quarter of a second, each opened by a noise burst where a consonant would be.
 */
final class Voice {

  /** Formant frequencies in Hz of the vowels a, e, i, o, u (Peterson and Barney, rounded). */
  private static final double[][] VOWELS = {
    {730, 1090, 2440}, {530, 1840, 2480}, {270, 2290, 3010}, {570, 840, 2410}, {300, 870, 2240}
  };

  private static final double[] BANDWIDTHS = {80, 100, 140};
  private static final double CONSONANT_SHARE = 0.22;

  private final int sampleRate;
  private final double pitch;
  private final double formantScale;
  private final Random random;
  private final Resonator[] formants = new Resonator[3];
  private final Resonator hiss;
  private final double[] current = {500, 1500, 2500};
  private double phase;

  Voice(int sampleRate, double pitch, double formantScale, long seed) {
    this.sampleRate = sampleRate;
    this.pitch = pitch;
    this.formantScale = formantScale;
    this.random = new Random(seed);
    for (int i = 0; i < formants.length; i++) {
      formants[i] = new Resonator(sampleRate);
    }
    hiss = new Resonator(sampleRate);
  }

  /** Speaks one syllable into {@code out} from {@code start}; never past {@code end}. */
  int syllable(double[] out, int start, int end) {
    int length = (int) (sampleRate * (0.18 + 0.14 * random.nextDouble()));
    double[] vowel = VOWELS[random.nextInt(VOWELS.length)];
    double loudness = 0.5 + 0.5 * random.nextDouble();
    double melody = pitch * (0.88 + 0.3 * random.nextDouble());
    hiss.tune(Math.min(3000 + 3500 * random.nextDouble(), sampleRate * 0.42), 900);
    int stop = Math.min(end, start + length);
    for (int i = start; i < stop; i++) {
      double at = (double) (i - start) / length;
      if ((i & 127) == 0) {
        glide(vowel);
      }
      double envelope = Math.sin(Math.PI * at);
      double consonant = Math.max(0, 1 - at / CONSONANT_SHARE);
      double voiced = glottis(melody * (1.05 - 0.1 * at)) + 0.02 * random.nextGaussian();
      for (Resonator formant : formants) {
        voiced = formant.next(voiced);
      }
      double noise = hiss.next(random.nextGaussian()) * consonant * 0.5;
      out[i] += loudness * (envelope * envelope * voiced * 0.2 + noise * 0.15);
    }
    return stop;
  }

  private void glide(double[] vowel) {
    for (int i = 0; i < formants.length; i++) {
      current[i] += 0.08 * (vowel[i] * formantScale - current[i]);
      formants[i].tune(current[i], BANDWIDTHS[i]);
    }
  }

  /** The slope of the air flow: a slow opening and a sharp closing in each period. */
  private double glottis(double hertz) {
    phase += hertz / sampleRate;
    if (phase >= 1) {
      phase -= 1;
    }
    return phase < 0.6 ? Math.sin(Math.PI * phase / 0.6) * 0.7 : phase < 0.7 ? -2.2 : 0;
  }
}
