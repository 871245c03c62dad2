package top.vetra.transcoder.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import reactor.core.scheduler.Schedulers;
import top.vetra.ffmpeg.FfmpegProgram;
import top.vetra.model.audio.StreamFormat;
import top.vetra.transcoder.ffmpeg.Ffmpeg;
import top.vetra.transcoder.ffmpeg.JaffreeFfmpeg;

/** Audio made by ffmpeg itself: never the same from one moment to the next, as speech. */
public final class TestAudio {

  public static final StreamFormat STEREO_48K = new StreamFormat(48_000, 2);

  public static final Path PROGRAM = FfmpegProgram.bundled(FfmpegProgram.defaultCacheDirectory());

  /** Any run of ffmpeg that a test needs. */
  public static final Ffmpeg FFMPEG =
      new JaffreeFfmpeg(PROGRAM, Duration.ofSeconds(60), Schedulers.boundedElastic());

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
    return aac(format, seconds, "-aac_pns 0 -b:a 96k");
  }

  /** The same, but so that decoders have to make up the noise in it. */
  public static byte[] aacWithNoiseSubstitution(StreamFormat format, double seconds) {
    return aac(format, seconds, "-aac_pns 1 -b:a 48k");
  }

  private static byte[] aac(StreamFormat format, double seconds, String encoder) {
    String voices = format.channels() == 1 ? LEFT : LEFT + "|" + RIGHT;
    String source = "aevalsrc=" + voices + ":s=" + format.sampleRate() + ":d=" + seconds;
    return MADE.computeIfAbsent(
        source + encoder,
        made ->
            run(
                List.of("-f", "lavfi", "-i", source),
                List.of(("-c:a aac " + encoder + " -f adts").split(" "))));
  }

  /** The samples that ffmpeg decodes from a file, 16 bits each. */
  public static byte[] decode(byte[] file) {
    return convert(file, "-f s16le");
  }

  /** The samples that ffmpeg decodes after jumping to a time, 16 bits each. */
  public static byte[] decodeFrom(double seconds, byte[] file) {
    return convert("-ss " + seconds, file, "-f s16le");
  }

  /** What ffmpeg makes of a file in one go, with these blank-separated arguments. */
  public static byte[] convert(byte[] file, String arguments) {
    return convert("-vn", file, arguments);
  }

  private static byte[] convert(String before, byte[] file, String arguments) {
    return inFolder(
        folder -> {
          Path input = Files.write(folder.resolve("input"), file);
          return run(List.of((before + " -i " + input).split(" ")), List.of(arguments.split(" ")));
        });
  }

  private static byte[] run(List<String> input, List<String> output) {
    return inFolder(
        folder -> {
          Path result = folder.resolve("output");
          // On its own: what the product runs may write no files.
          List<String> command =
              Stream.of(
                      List.of(PROGRAM.toString(), "-v", "error", "-nostdin"),
                      input,
                      output,
                      List.of("-y", result.toString()))
                  .flatMap(List::stream)
                  .toList();
          Process process =
              new ProcessBuilder(command)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .redirectError(ProcessBuilder.Redirect.INHERIT)
                  .start();
          assertThat(process.onExit().join().exitValue()).isZero();
          return Files.readAllBytes(result);
        });
  }

  private static byte[] inFolder(Work work) {
    try {
      Path folder = Files.createTempDirectory("vetra-test");
      try {
        return work.in(folder);
      } finally {
        FileSystemUtils.deleteRecursively(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Work {
    byte[] in(Path folder) throws IOException;
  }
}
