package top.vetra.transcoder.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import reactor.core.scheduler.Schedulers;
import top.vetra.ffmpeg.FfmpegProgram;
import top.vetra.model.audio.StreamFormat;
import top.vetra.transcoder.ffmpeg.Ffmpeg;
import top.vetra.transcoder.ffmpeg.JaffreeFfmpeg;

/** Audio made by ffmpeg itself: never the same from one moment to the next, as speech. */
public final class TestAudio {

  public static final StreamFormat STEREO_48K = new StreamFormat(48_000, 2);

  public static final Path PROGRAM =
      FfmpegProgram.locate(System.getenv("VETRA_FFMPEG"), FfmpegProgram.defaultCacheDirectory());

  /** Any run of ffmpeg that a test needs. */
  public static final Ffmpeg FFMPEG =
      new JaffreeFfmpeg(PROGRAM, Duration.ofSeconds(60), Schedulers.boundedElastic());

  private static final int LIMIT = 100_000_000;

  private static final String LEFT =
      "0.25*sin(2*PI*(180+60*sin(2*PI*0.7*t))*t)*(0.5+0.5*sin(2*PI*3.1*t))"
          + "+0.15*sin(2*PI*1200*t+3*sin(2*PI*5*t))*gt(sin(2*PI*1.7*t)\\,0.2)"
          + "+0.1*(random(0)*2-1)*gt(sin(2*PI*2.3*t+1)\\,0.5)";
  private static final String RIGHT =
      "0.2*sin(2*PI*(240+40*sin(2*PI*0.4*t))*t)*(0.5+0.5*sin(2*PI*2.1*t))"
          + "+0.08*(random(1)*2-1)*gt(sin(2*PI*1.3*t)\\,0.3)";

  private static final Map<String, byte[]> MADE = new ConcurrentHashMap<>();

  private TestAudio() {}

  /**
   * So many seconds of AAC in ADTS. Noise substitution is off: with it, decoding depends on all
   * that was decoded before.
   */
  public static byte[] aac(StreamFormat format, double seconds) {
    String voices = format.channels() == 1 ? LEFT : LEFT + "|" + RIGHT;
    String source = "aevalsrc=" + voices + ":s=" + format.sampleRate() + ":d=" + seconds;
    return MADE.computeIfAbsent(
        source,
        made ->
            run("-f lavfi -i", source, "-c:a aac -aac_pns 0 -b:a 96k -f adts pipe:1", new byte[0]));
  }

  /**
   * The samples that ffmpeg decodes, 16 bits each. It drops what the end of an MP3 file is padded
   * with only where it can seek, so not on a pipe.
   */
  public static byte[] decode(byte[] file) {
    try {
      Path copy = Files.createTempFile("vetra-test", ".audio");
      try {
        Files.write(copy, file);
        return run("-i", copy.toString(), "-f s16le pipe:1", new byte[0]);
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One run over all of it, with these blank-separated arguments. */
  public static byte[] run(String before, String one, String after, byte[] input) {
    List<String> arguments =
        Stream.of(
                Stream.of("-v", "error", "-nostdin"),
                Stream.of(before.split(" ")),
                Stream.of(one),
                Stream.of(after.split(" ")))
            .flatMap(part -> part)
            .toList();
    Ffmpeg.Output output = FFMPEG.run(arguments, stdin -> write(stdin, input), LIMIT).block();
    if (output == null) {
      throw new IllegalStateException("no output");
    }
    return output.bytes();
  }

  private static void write(java.io.OutputStream stdin, byte[] input) throws IOException {
    stdin.write(input);
  }
}
