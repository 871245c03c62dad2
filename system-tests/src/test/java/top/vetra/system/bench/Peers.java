package top.vetra.system.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import top.vetra.ffmpeg.FfmpegProgram;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;

/** What a person would use instead, and what no encoder can beat. */
final class Peers {

  /** What Vetra asks of LAME by default. */
  static final List<String> HIGH = List.of("-q:a", "2", "-compression_level", "7");

  private final RunningSimulator simulator;
  private final Path folder;
  private final String ffmpeg =
      FfmpegProgram.bundled(FfmpegProgram.defaultCacheDirectory()).toString();

  Peers(RunningSimulator simulator, Path folder) {
    this.simulator = simulator;
    this.folder = folder;
  }

  /** ffmpeg on the playlist, as it comes. */
  Row ffmpeg(SpaceScenario space) throws Exception {
    List<String> command = new ArrayList<>(List.of(ffmpeg, "-v", "error", "-y"));
    command.addAll(List.of("-i", playlist(space)));
    command.addAll(List.of("-c:a", "libmp3lame"));
    command.addAll(HIGH);
    command.add(folder.resolve("ffmpeg.mp3").toString());
    return run("ffmpeg on the playlist", List.of(command));
  }

  /** yt-dlp with 16 segments at a time, if it is on PATH. */
  Optional<Row> ytDlp(SpaceScenario space) throws Exception {
    Optional<Path> program =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(entry -> Path.of(entry, "yt-dlp"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    List<String> command =
        List.of(
            program.get().toString(),
            "-q",
            "-N",
            "16",
            "-x",
            "--audio-format",
            "mp3",
            "--ffmpeg-location",
            ffmpeg,
            "-o",
            folder.resolve("yt-dlp.%(ext)s").toString(),
            playlist(space));
    return Optional.of(run("yt-dlp -N 16", List.of(command)));
  }

  /** Two ffmpeg encoding a half each, from files, with nothing else to do. */
  Row floor(SpaceScenario space) throws Exception {
    List<Path> halves = List.of(folder.resolve("half-0.aac"), folder.resolve("half-1.aac"));
    split(simulator.adts(space.id()), simulator.expectedFrames(space.id()) / 2, halves);
    List<List<String>> commands = new ArrayList<>();
    for (Path part : halves) {
      List<String> command = new ArrayList<>(List.of(ffmpeg, "-v", "error", "-y"));
      command.addAll(List.of("-i", part.toString()));
      command.addAll(List.of("-c:a", "libmp3lame"));
      command.addAll(HIGH);
      command.add(part + ".mp3");
      commands.add(command);
    }
    return run("floor: two ffmpeg, half each, from disk", commands);
  }

  /** By whole ADTS frames, whose headers tell their lengths. */
  private static void split(InputStream adts, long framesOfFirst, List<Path> halves)
      throws IOException {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(adts));
        OutputStream first = new BufferedOutputStream(Files.newOutputStream(halves.get(0)));
        OutputStream second = new BufferedOutputStream(Files.newOutputStream(halves.get(1)))) {
      byte[] header = new byte[7];
      for (long frame = 0; in.readNBytes(header, 0, header.length) == header.length; frame++) {
        int length = (header[3] & 3) << 11 | (header[4] & 0xff) << 3 | (header[5] & 0xff) >> 5;
        OutputStream half = frame < framesOfFirst ? first : second;
        half.write(header);
        half.write(in.readNBytes(length - header.length));
      }
    }
  }

  private String playlist(SpaceScenario space) {
    // Asked for as the product asks, so that the address is the simulator's own.
    return simulator.playlistUrl(space.id());
  }

  private Row run(String what, List<List<String>> commands) throws Exception {
    int before = simulator.requests().count(Kind.SEGMENT);
    long begun = System.nanoTime();
    List<Process> processes = new ArrayList<>();
    for (List<String> command : commands) {
      processes.add(new ProcessBuilder(command).inheritIO().start());
    }
    try (Usage usage =
        new Usage(
            () ->
                processes.stream()
                    .flatMap(
                        process ->
                            Stream.concat(Stream.of(process.toHandle()), process.descendants()))
                    .toList())) {
      double cpu = 0;
      while (processes.stream().anyMatch(Process::isAlive)) {
        cpu = Math.max(cpu, usage.cpuSeconds());
        Thread.sleep(50);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      finish(processes);
      return new Row(
          what,
          seconds,
          cpu,
          usage.peakMegabytes(),
          simulator.requests().count(Kind.SEGMENT) - before);
    }
  }

  private static void finish(List<Process> processes) throws IOException, InterruptedException {
    for (Process process : processes) {
      if (process.waitFor() != 0) {
        throw new IOException("a peer ended with " + process.exitValue());
      }
    }
  }
}
