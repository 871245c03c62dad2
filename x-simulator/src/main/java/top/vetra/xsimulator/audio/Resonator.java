package top.vetra.xsimulator.audio;

/** A two-pole filter: one formant of a voice. */
final class Resonator {

  private final double sampleRate;
  private double gain;
  private double first;
  private double second;
  private double last;
  private double beforeLast;

  Resonator(int sampleRate) {
    this.sampleRate = sampleRate;
  }

  void tune(double hertz, double bandwidth) {
    double radius = Math.exp(-Math.PI * bandwidth / sampleRate);
    first = 2 * radius * Math.cos(2 * Math.PI * hertz / sampleRate);
    second = -radius * radius;
    gain = 1 - first - second;
  }

  double next(double input) {
    double output = gain * input + first * last + second * beforeLast;
    beforeLast = last;
    last = output;
    return output;
  }
}
