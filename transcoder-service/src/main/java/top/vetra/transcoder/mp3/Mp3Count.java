package top.vetra.transcoder.mp3;

import top.vetra.model.audio.StreamFormat;

/** How many frames LAME makes of how many samples, and what it adds at both ends. */
public final class Mp3Count {

  /** Samples that LAME puts before the first one ({@code ENCDELAY}). */
  public static final int DELAY = 576;

  /** Samples that LAME puts after the last one, at least, so that a decoder gets all of it out. */
  private static final int MIN_PADDING = 576;

  private Mp3Count() {}

  /** How many frames come out of a whole encode, as {@code lame_encode_flush} ends it. */
  public static long frames(long samples, StreamFormat format) {
    int frame = format.mp3FrameSamples();
    return (samples + DELAY + MIN_PADDING + frame - 1) / frame;
  }

  /** The samples after the last one that a decoder has to drop, as the LAME tag counts them. */
  public static int padding(long samples, StreamFormat format) {
    return (int) (frames(samples, format) * format.mp3FrameSamples() - DELAY - samples);
  }
}
