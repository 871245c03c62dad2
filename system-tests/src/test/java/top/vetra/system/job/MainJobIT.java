package top.vetra.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import top.vetra.system.audio.Ffmpeg;
import top.vetra.system.audio.Mp3File;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.space.SpaceScenario;

/** A link goes in, a complete MP3 comes out. */
class MainJobIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Product product;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    product = Product.start();
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  @Test
  void theMp3IsSampleForSampleAndByteForByteWhatOneSequentialEncodeGives() throws Exception {
    // Chunk borders fall on multiples of 140 and 141 frames, so on every phase of the two grids.
    SpaceScenario space =
        product.simulator().add(SpaceScenario.named("long").seconds(20 * 60 + 7).build());
    JsonNode job = product.api().awaitCompleted(product.api().submit(space.link()), PATIENCE);

    Path mp3 = folder.resolve("result.mp3");
    product.api().download(job.path("result").path("url").asString(""), mp3);
    assertThat(Files.size(mp3)).isEqualTo(job.path("result").path("sizeBytes").asLong());

    long frames = product.simulator().expectedFrames(space.id());
    assertThat(Ffmpeg.samples(mp3)).isEqualTo(1024 * frames);

    Path sequential = folder.resolve("sequential.mp3");
    Ffmpeg.encode(
        product.simulator().adts(space.id()), sequential, "-q:a", "2", "-compression_level", "7");
    byte[] audio = Mp3File.read(mp3).audio();
    byte[] expected = Files.readAllBytes(sequential);
    assertThat(audio.length).isEqualTo(expected.length);
    assertThat(Arrays.mismatch(audio, expected)).isEqualTo(-1);
  }

  @Test
  void aPostThatCarriesASpaceIsAsGoodAsItsLink() {
    SpaceScenario space =
        product.simulator().add(SpaceScenario.named("short").seconds(20).title("On “air”").build());
    JsonNode job = product.api().awaitCompleted(product.api().submit(space.postLink()), PATIENCE);
    assertThat(job.path("space").path("id").asString("")).isEqualTo(space.id());
    assertThat(job.path("space").path("title").asString("")).isEqualTo("On “air”");
    assertThat(job.path("result").path("fileName").asString("")).endsWith(".mp3");
    assertThat(job.path("progress").path("percent").asInt()).isEqualTo(100);
  }
}
