package top.vetra.xsimulator.audio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The loop of each format, made once in a process: it takes ffmpeg about a second. */
public final class AacLoops {

  private static final Map<AudioFormat, AacLoop> LOOPS = new ConcurrentHashMap<>();

  private final Ffmpeg ffmpeg;

  public AacLoops(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** The loop of this format; the first call blocks while it is made. */
  public AacLoop of(AudioFormat format) {
    return LOOPS.computeIfAbsent(format, wanted -> AacLoop.encode(ffmpeg, wanted));
  }
}
