package top.vetra.fetcher.chunk;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import top.vetra.fetcher.adts.AdtsScanner;
import top.vetra.fetcher.adts.SegmentAudio;
import top.vetra.fetcher.plan.PlannedChunk;
import top.vetra.fetcher.plan.PlannedSegment;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Format;
import top.vetra.model.job.Gap;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.queue.FetchTask;

/** Handmade segments, chunks and tasks. */
final class Segments {

  static final StreamFormat FORMAT = new StreamFormat(48_000, 2);

  private Segments() {}

  static PlannedSegment planned(int index, double seconds) {
    return new PlannedSegment(
        index,
        URI.create("https://a.video.pscp.tv/" + index),
        seconds,
        null,
        null,
        null,
        false,
        false);
  }

  /** The one that a recording ends with. */
  static FetchedSegment last(int index, double seconds, byte[] bytes) {
    PlannedSegment planned = planned(index, seconds);
    return new FetchedSegment.Audible(
        new PlannedSegment(index, planned.address(), seconds, null, null, null, false, true),
        AdtsScanner.scan(bytes));
  }

  static FetchedSegment audible(int index, double seconds, byte[] bytes) {
    return new FetchedSegment.Audible(planned(index, seconds), AdtsScanner.scan(bytes));
  }

  static FetchedSegment missing(int index, double seconds) {
    return new FetchedSegment.Missing(planned(index, seconds), FetchedSegment.Cause.ABSENT);
  }

  /** A chunk of so many leading, own and following segments. */
  static PlannedChunk chunk(List<FetchedSegment> segments, int leadIn, int own) {
    List<PlannedSegment> planned = segments.stream().map(FetchedSegment::planned).toList();
    return new PlannedChunk(
        planned.subList(0, leadIn),
        planned.subList(leadIn, leadIn + own),
        planned.subList(leadIn + own, planned.size()));
  }

  static FetchTask task(boolean allowGaps, long firstFrame, @Nullable StreamFormat format) {
    Preset preset = new Preset(Format.MP3, Quality.HIGH, allowGaps);
    return new FetchTask("c", preset, 1, 3, firstFrame, format, List.<Gap>of());
  }

  /** The frames of a stored chunk, one by one. */
  static List<byte[]> frames(byte[] adts) {
    SegmentAudio audio = AdtsScanner.scan(adts);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < audio.frames(); i++) {
      int from = audio.offsets()[i];
      frames.add(Arrays.copyOfRange(adts, from, from + audio.lengths()[i]));
    }
    return frames;
  }
}
