package top.vetra.system.chaos.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import top.vetra.system.audio.Ffmpeg;
import top.vetra.system.audio.Mp3File;
import top.vetra.system.chaos.history.Wish;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.space.SpaceScenario;

/** What one encoder makes of a recording from start to end, with nobody near it. */
final class References {

  private static final Map<String, String[]> SETTINGS =
      Map.of(
          "mp3-high", new String[] {"-q:a", "2", "-compression_level", "7"},
          "mp3-best", new String[] {"-q:a", "0"});

  private final Map<String, String> known = new HashMap<>();
  private final RunningSimulator simulator;
  private final Path folder;

  /** References to the recordings of this simulator, of which equal lengths sound alike. */
  References(RunningSimulator simulator, Path folder) {
    this.simulator = simulator;
    this.folder = folder;
  }

  /** A hash of the audio that the wish should end with. */
  synchronized String of(Wish wish) throws Exception {
    String name = wish.preset() + "-" + wish.seconds();
    String found = known.get(name);
    if (found == null) {
      found = make(wish, name);
      known.put(name, found);
    }
    return found;
  }

  private String make(Wish wish, String name) throws Exception {
    SpaceScenario space =
        simulator.add(SpaceScenario.named("reference-" + name).seconds(wish.seconds()).build());
    Path file = folder.resolve("reference-" + name);
    String[] settings = SETTINGS.get(wish.preset());
    if (settings == null) {
      Ffmpeg.copyAdts(simulator.adts(space.id()), file);
    } else {
      Ffmpeg.encode(simulator.adts(space.id()), file, settings);
    }
    return hash(Files.readAllBytes(file));
  }

  /** A hash of the audio in a finished file. */
  String audioOf(Wish wish, Path file) throws Exception {
    if (SETTINGS.containsKey(wish.preset())) {
      return hash(Mp3File.read(file).audio());
    }
    Path adts = Files.createTempFile(folder, "audio", ".adts");
    Ffmpeg.copyAdts(file, adts);
    byte[] bytes = Files.readAllBytes(adts);
    Files.delete(adts);
    return hash(bytes);
  }

  private static String hash(byte[] bytes) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return bytes.length + " bytes " + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }
}
