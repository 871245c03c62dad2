package top.vetra.fetcher.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import top.vetra.fetcher.adts.AdtsScanner;
import top.vetra.fetcher.adts.Bytes;
import top.vetra.model.queue.FetchTask;

class ChunkBordersTest {

  private static final int SEGMENTS = 12;
  private static final int FRAMES = 30 * SEGMENTS;

  @Property(tries = 150)
  void every_frame_is_in_one_chunk_wherever_segments_and_chunks_begin(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int perChunk) {
    byte[] all = Bytes.frames(FRAMES, seed);
    List<FetchedSegment> segments = cut(all, new Random(seed));
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    long firstFrame = 0;
    byte[] before = new byte[0];
    for (int from = 0; from < SEGMENTS; from += perChunk) {
      int to = Math.min(from + perChunk, SEGMENTS);
      int leadIn = Math.min(from, 3);
      List<FetchedSegment> heard = segments.subList(from - leadIn, Math.min(to + 1, SEGMENTS));
      FetchTask task = Segments.task(false, firstFrame, null);

      Chunk chunk = new ChunkBuilder().build(task, Segments.chunk(heard, leadIn, to - from), heard);

      List<byte[]> frames = Segments.frames(chunk.adts());
      byte[] lead = join(frames.subList(0, chunk.leadInFrames()));
      assertThat(before.length).isGreaterThanOrEqualTo(lead.length);
      assertThat(Arrays.copyOfRange(before, before.length - lead.length, before.length))
          .isEqualTo(lead);
      joined.writeBytes(
          join(frames.subList(chunk.leadInFrames(), chunk.leadInFrames() + chunk.frames())));
      before = joined.toByteArray();
      firstFrame += chunk.frames();
    }
    assertThat(Arrays.equals(joined.toByteArray(), all)).isTrue();
    assertThat(firstFrame).isEqualTo(FRAMES);
  }

  /** Cuts anywhere, within frames too; what segments say of their length is about right. */
  private static List<FetchedSegment> cut(byte[] all, Random random) {
    int[] starts = AdtsScanner.scan(all).offsets();
    List<FetchedSegment> segments = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < SEGMENTS; i++) {
      int even = all.length / SEGMENTS;
      int to = i == SEGMENTS - 1 ? all.length : even * (i + 1) + random.nextInt(even / 2);
      int begin = from;
      long frames = Arrays.stream(starts).filter(start -> start >= begin && start < to).count();
      double seconds = (double) (frames + random.nextInt(3) - 1) * 1024 / 48_000;
      segments.add(Segments.audible(i, seconds, Arrays.copyOfRange(all, from, to)));
      from = to;
    }
    return segments;
  }

  private static byte[] join(List<byte[]> frames) {
    return Bytes.join(frames.toArray(new byte[0][]));
  }
}
