package top.vetra.fetcher.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import top.vetra.fetcher.playlist.Playlist;
import top.vetra.fetcher.playlist.Recording;
import top.vetra.fetcher.playlist.Segment;

class ChunkCutterTest {

  private static final double SEGMENT = 3;

  private final ChunkCutter cutter = new ChunkCutter(20, 240);

  @ParameterizedTest
  @CsvSource({"10, 60, 11", "64, 120, 33", "480, 240, 121"})
  void longerRecordingsAreCutIntoLongerChunks(int minutes, double seconds, int chunks) {
    List<PlannedChunk> cut = cutter.cut(recording((int) (minutes * 60 / SEGMENT)));

    assertThat(cut).hasSize(chunks);
    assertThat(cut.get(0).own()).hasSize(7);
    assertThat(cut.get(1).own()).hasSize((int) (seconds / SEGMENT));
    assertThat(cut.stream().mapToInt(chunk -> chunk.own().size()).sum())
        .isEqualTo((int) (minutes * 60 / SEGMENT));
  }

  private static Recording recording(int segments) {
    List<Segment> all =
        IntStream.range(0, segments)
            .mapToObj(i -> new Segment(i + ".aac", SEGMENT, i, null, null, null, false))
            .toList();
    return new Recording(
        new Playlist.Media(all, true, 0, segments * SEGMENT),
        name -> URI.create("https://a.video.pscp.tv/" + name));
  }
}
