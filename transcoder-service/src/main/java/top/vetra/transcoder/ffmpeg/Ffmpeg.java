package top.vetra.transcoder.ffmpeg;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import reactor.core.publisher.Mono;

/** Runs ffmpeg: bytes go in, bytes come out. */
public interface Ffmpeg {

  /**
   * Runs it once. Cancelling kills the process.
   *
   * @param arguments all but the program's name; they read {@code pipe:0} and write {@code pipe:1}
   * @param input writes what ffmpeg reads; may block, and is cut off by an {@link IOException} when
   *     ffmpeg stops reading
   * @param outputLimit how many bytes may come out, at most
   * @return what came out; an {@link FfmpegFailedException} when it ended badly, took too long or
   *     wrote too much
   */
  Mono<Output> run(List<String> arguments, Input input, int outputLimit);

  /** What ffmpeg reads. */
  @FunctionalInterface
  interface Input {

    /** Writes it all; the caller closes the stream. */
    void writeTo(OutputStream stdin) throws IOException;
  }

  /**
   * What came out.
   *
   * @param bytes from standard output
   * @param log the end of what ffmpeg said on standard error; not to be trusted, nor shown to
   *     anybody but operators
   */
  record Output(byte[] bytes, String log) {}
}
