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

  /** What Vetra asks of LAME for each. */
  private static final Map<String, List<String>> OURS =
      Map.of(
          "high", List.of("-q:a", "2", "-compression_level", "7"),
          "best", List.of("-q:a", "0"),
          "compact", List.of("-q:a", "5", "-compression_level", "7"));

  /** As {@code -x --audio-format mp3} has ffmpeg called, and as ffmpeg does by itself. */
  private static final Map<String, List<String>> OTHERS =
      Map.of(
          "yt-dlp's default (VBR 5)", List.of("-q:a", "5"),
          "ffmpeg's default (CBR 128 kb/s)", List.of());

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
    for (String quality : List.of("high", "best", "compact")) {
      String id =
          product.api().submit(Map.<String, Object>of("url", space.link(), "quality", quality));
      String url =
          product.api().awaitCompleted(id, PATIENCE).path("result").path("url").asString("");
      Path file = folder.resolve(quality + ".mp3");
      product.api().download(url, file);
      double seconds = encode(folder.resolve("alone.mp3"), OURS.getOrDefault(quality, List.of()));
      lines.add(line("`" + quality + "`", file, seconds));
    }
    for (Map.Entry<String, List<String>> other : OTHERS.entrySet()) {
      Path file = folder.resolve("other.mp3");
      double seconds = encode(file, other.getValue());
      lines.add(line(other.getKey(), file, seconds));
    }
    return lines;
  }

  /** One ffmpeg alone; returns how many seconds it took. */
  private double encode(Path file, List<String> settings) throws Exception {
    long begun = System.nanoTime();
    Ffmpeg.encodeAsIs(folder.resolve("source.aac"), file, settings);
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
