package top.vetra.xsimulator.audio;

import java.util.Random;

/** Two voices taking turns, with pauses: sound that an encoder works on as it does on talk. */
final class Conversation {

  private static final long SEED = 28;
  private static final double EDGE_SECONDS = 0.35;

  private Conversation() {}

  /** 16-bit little-endian samples, interleaved, quiet at both ends so that it can be repeated. */
  static byte[] pcm(int sampleRate, int channels, int samples) {
    double[][] voices = new double[2][samples];
    speak(sampleRate, samples, voices);
    Random room = new Random(SEED);
    byte[] pcm = new byte[samples * channels * 2];
    int at = 0;
    int delay = sampleRate / 3000;
    for (int i = 0; i < samples; i++) {
      for (int channel = 0; channel < channels; channel++) {
        double near = voices[channel][i];
        double far = i < delay ? 0 : voices[1 - channel][i - delay];
        double value = 0.62 * near + 0.4 * far + 0.0006 * room.nextGaussian();
        int sample = (int) Math.round(Math.max(-1, Math.min(1, value)) * 32_000);
        pcm[at++] = (byte) sample;
        pcm[at++] = (byte) (sample >> 8);
      }
    }
    return pcm;
  }

  private static void speak(int sampleRate, int samples, double[][] out) {
    Voice[] voices = {
      new Voice(sampleRate, 112, 1.0, SEED + 1), new Voice(sampleRate, 205, 1.17, SEED + 2)
    };
    Random turns = new Random(SEED + 3);
    int end = samples - (int) (EDGE_SECONDS * sampleRate);
    int now = (int) (EDGE_SECONDS * sampleRate);
    int speaker = 0;
    while (now < end) {
      int syllables = 5 + turns.nextInt(10);
      for (int i = 0; i < syllables && now < end; i++) {
        now = voices[speaker].syllable(out[speaker], now, end);
      }
      now += (int) (sampleRate * (0.25 + 0.5 * turns.nextDouble()));
      if (turns.nextInt(3) == 0) {
        speaker = 1 - speaker;
      }
    }
  }
}
