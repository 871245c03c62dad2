package top.vetra.system.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import top.vetra.ffmpeg.FfmpegProgram;

/** ffmpeg as an independent judge of what was produced. */
public final class Ffmpeg {

  private static final Path PROGRAM = FfmpegProgram.bundled(FfmpegProgram.defaultCacheDirectory());

  private Ffmpeg() {}

  /** Samples per channel that a decoder gives back. */
  public static long samples(Path file) throws Exception {
    long bytes = 0;
    Process process =
        start(
            List.of("-i", file.toString(), "-ac", "1", "-f", "s16le", "pipe:1"),
            ProcessBuilder.Redirect.PIPE);
    process.getOutputStream().close();
    byte[] buffer = new byte[1 << 16];
    try (InputStream pcm = process.getInputStream()) {
      for (int n = pcm.read(buffer); n >= 0; n = pcm.read(buffer)) {
        bytes += n;
      }
    }
    finish(process);
    return bytes / 2;
  }

  /** Encodes all of a stream in one go, with nothing around the MP3 frames. */
  public static void encode(InputStream adts, Path file, String... settings) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-f", "aac", "-i", "pipe:0", "-c:a", "libmp3lame"));
    arguments.addAll(List.of(settings));
    arguments.addAll(List.of("-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0"));
    arguments.addAll(List.of("-f", "mp3", "-y", file.toString()));
    Process process = start(arguments, ProcessBuilder.Redirect.PIPE);
    try (OutputStream in = process.getOutputStream()) {
      adts.transferTo(in);
    }
    finish(process);
  }

  /** Copies the ADTS frames of a stream, as ffmpeg writes them. */
  public static void copyAdts(InputStream adts, Path file) throws Exception {
    Process process =
        start(
            List.of("-f", "aac", "-i", "pipe:0", "-c", "copy", "-f", "adts", "-y", file.toString()),
            ProcessBuilder.Redirect.PIPE);
    try (OutputStream in = process.getOutputStream()) {
      adts.transferTo(in);
    }
    finish(process);
  }

  /** Copies the AAC frames of a file, with an ADTS header before each. */
  public static void copyAdts(Path audio, Path file) throws Exception {
    finish(
        start(
            List.of("-i", audio.toString(), "-c", "copy", "-f", "adts", "-y", file.toString()),
            ProcessBuilder.Redirect.PIPE));
  }

  /** Encodes a file as a person would: with a Xing frame, and with the bit reservoir. */
  public static void encodeAsIs(Path audio, Path mp3, List<String> settings) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-i", audio.toString(), "-vn", "-c:a", "libmp3lame"));
    arguments.addAll(settings);
    arguments.addAll(List.of("-y", mp3.toString()));
    finish(start(arguments, ProcessBuilder.Redirect.PIPE));
  }

  /** Decodes a file to samples of 16 bits, little-endian. */
  public static void decode(Path audio, Path pcm) throws Exception {
    finish(
        start(
            List.of("-i", audio.toString(), "-f", "s16le", "-y", pcm.toString()),
            ProcessBuilder.Redirect.PIPE));
  }

  private static Process start(List<String> arguments, ProcessBuilder.Redirect in)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of(PROGRAM.toString(), "-hide_banner", "-loglevel", "error"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectInput(in)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void finish(Process process) throws InterruptedException {
    int exit = process.waitFor();
    if (exit != 0) {
      throw new AssertionError("ffmpeg ended with " + exit);
    }
  }
}
