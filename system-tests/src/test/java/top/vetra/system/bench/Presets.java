package top.vetra.system.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import top.vetra.system.audio.Ffmpeg;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.space.SpaceScenario;

/**
 * How large the presets' files are and how far from the source, beside what other tools make by
 * default. The distance is the ratio of signal to difference over all samples, decoded and aligned
 * by each file's own LAME tag.
 */
final class Presets {

  private static final int SECONDS = 600;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * A way to encode.
   *
   * @param name as the API or the table has it
   * @param settings of ffmpeg's LAME
   */
  private record Preset(String name, List<String> settings) {}

  private static final List<Preset> OURS =
      List.of(
          new Preset("high", Peers.HIGH),
          new Preset("best", List.of("-q:a", "0")),
          new Preset("compact", List.of("-q:a", "5", "-compression_level", "7")));

  /** As {@code -x --audio-format mp3} has ffmpeg called, and as ffmpeg does by itself. */
  private static final List<Preset> OTHERS =
      List.of(
          new Preset("yt-dlp's default (VBR 5)", List.of("-q:a", "5")),
          new Preset("ffmpeg's default (CBR 128 kb/s)", List.of()));

  private final Product product;
  private final Path folder;
  private final Path source;
  private final SpaceScenario space = SpaceScenario.named("presets").seconds(SECONDS).build();

  Presets(Product product, Path folder) throws Exception {
    this.product = product;
    this.folder = folder;
    product.simulator().add(space);
    this.source = folder.resolve("source.pcm");
    Path aac = folder.resolve("source.aac");
    try (var adts = product.simulator().adts(space.id())) {
      Files.copy(adts, aac);
    }
    Ffmpeg.decode(aac, source);
  }

  List<String> table() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| preset | kb/s | MB for an hour | encoding on one core | signal to difference, dB |");
    lines.add("|---|---|---|---|---|");
    for (Preset preset : OURS) {
      String id = product.api().submit(Map.of("url", space.link(), "quality", preset.name()));
      String url =
          product.api().awaitCompleted(id, PATIENCE).path("result").path("url").asString("");
      Path file = folder.resolve(preset.name() + ".mp3");
      product.api().download(url, file);
      double seconds = encode(folder.resolve("alone.mp3"), preset);
      lines.add(line("`" + preset.name() + "`", file, seconds));
    }
    for (Preset preset : OTHERS) {
      Path file = folder.resolve("other.mp3");
      double seconds = encode(file, preset);
      lines.add(line(preset.name(), file, seconds));
    }
    return lines;
  }

  /** One ffmpeg alone; returns how many seconds it took. */
  private double encode(Path file, Preset preset) throws Exception {
    long begun = System.nanoTime();
    Ffmpeg.encodeAsIs(folder.resolve("source.aac"), file, preset.settings());
    return Benchmark.since(begun);
  }

  private String line(String name, Path file, double encodingSeconds) throws Exception {
    Path decoded = folder.resolve("decoded.pcm");
    Ffmpeg.decode(file, decoded);
    double bytes = Files.size(file);
    return "| %s | %.0f | %.0f | %.0f times real time | %.1f |"
        .formatted(
            name,
            bytes * 8 / SECONDS / 1000,
            bytes * 6 / 1e6,
            SECONDS / encodingSeconds,
            Distance.decibels(source, decoded));
  }
}
