package top.vetra.gateway.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;

/**
 * How much of a conversion's audio has been fetched and encoded. No count ever falls, so that
 * events may come twice or late.
 *
 * @param segmentsTotal segments in the playlist; 0 while unknown
 * @param chunksTotal chunks that they make; 0 while unknown
 * @param segmentsFetched segments stored
 * @param chunksFetched chunks stored; they are fetched in order
 * @param firstChunk segments in the first chunk, which is shorter than the others; 0 while unknown
 * @param encoded chunks encoded
 * @param durationSeconds length by the playlist
 * @param fetching when chunks were stored
 * @param encoding when chunks were encoded
 */
public record Headway(
    int segmentsTotal,
    int chunksTotal,
    int segmentsFetched,
    int chunksFetched,
    int firstChunk,
    ChunkSet encoded,
    double durationSeconds,
    @Nullable Pace fetching,
    @Nullable Pace encoding) {

  static final Headway NONE = new Headway(0, 0, 0, 0, 0, ChunkSet.NONE, 0, null, null);

  /** Encoding takes far longer than fetching, unless the network is slow; then they go together. */
  private static final double ENCODING_SHARE = 0.75;

  /** The file is put together when the last chunk is ready: half a second for two hours. */
  private static final double FINISHING_SHARE = 0.5 / 7200;

  /** Encoders work side by side: what they have before them is half done, on average. */
  private static final double UNDER_WAY = 0.5;

  /** Chunks that are fetched and not encoded while nothing waits for encoders. */
  private static final int KEEPING_UP = 2;

  /** Chunks that are fetched and not encoded where all waits for encoders. */
  private static final int FALLEN_BEHIND = 4;

  Headway planned(JobEvent.Planned plan) {
    return new Headway(
        Math.max(segmentsTotal, plan.segmentsTotal()),
        Math.max(chunksTotal, plan.chunksTotal()),
        segmentsFetched,
        chunksFetched,
        firstChunk,
        encoded,
        Math.max(durationSeconds, plan.durationSeconds()),
        fetching,
        encoding);
  }

  Headway fetched(JobEvent.ChunkFetched fetched) {
    return new Headway(
        segmentsTotal,
        chunksTotal,
        Math.max(segmentsFetched, fetched.segmentsFetched()),
        Math.max(chunksFetched, fetched.chunk() + 1),
        fetched.chunk() == 0 ? fetched.segmentsFetched() : firstChunk,
        encoded,
        durationSeconds,
        Pace.with(fetching, fetched.at()),
        encoding);
  }

  Headway encoded(JobEvent.ChunkEncoded chunk) {
    ChunkSet more = encoded.with(chunk.chunk());
    return more.equals(encoded)
        ? this
        : new Headway(
            segmentsTotal,
            chunksTotal,
            segmentsFetched,
            chunksFetched,
            firstChunk,
            more,
            durationSeconds,
            fetching,
            Pace.with(encoding, chunk.at()));
  }

  @JsonIgnore
  boolean isPlanned() {
    return chunksTotal > 0;
  }

  @JsonIgnore
  boolean isFetched() {
    return isPlanned() && chunksFetched >= chunksTotal;
  }

  /** Chunks that only have to be joined: those of an M4A are as soon as they are fetched. */
  int chunksReady(Format format) {
    return format == Format.M4A ? chunksFetched : encoded.size();
  }

  /** The done part of the work, 0 to 1, by segments. */
  double share(Format format) {
    if (segmentsTotal == 0) {
      return 0;
    }
    double fetched = Math.min(1, (double) segmentsFetched / segmentsTotal);
    double done = Math.min(1, segmentsEncoded() / segmentsTotal);
    return format == Format.M4A ? fetched : fetched * (1 - ENCODING_SHARE) + done * ENCODING_SHARE;
  }

  /**
   * Whole seconds until the file is ready, at least one; absent while that is a guess, before a
   * second chunk is ready.
   */
  @Nullable Long etaSeconds(Format format, Instant now) {
    double behind = format == Format.M4A ? 0 : isFetched() ? 1 : encodersBehind();
    double byFetching = behind == 1 ? 0 : secondsByFetching(format, now);
    double byEncoding = behind == 0 ? 0 : secondsByEncoding(now);
    double seconds = byFetching + behind * (byEncoding - byFetching);
    return Double.isNaN(seconds)
        ? null
        : Math.max(1, Math.round(seconds + FINISHING_SHARE * durationSeconds));
  }

  /**
   * How much the pace of encoding tells of the whole's, 0 to 1. Where the encoders keep up, that of
   * fetching tells all of it; from one to the other, what is told does not jump.
   */
  private double encodersBehind() {
    double behind = chunksWaiting() - KEEPING_UP;
    return Math.min(1, Math.max(0, behind / (FALLEN_BEHIND - KEEPING_UP)));
  }

  private double secondsByFetching(Format format, Instant now) {
    double ready = format == Format.M4A ? segmentsFetched : asGoodAsEncoded(segmentsWaiting());
    return seconds(fetching, segmentsFetched, segmentsTotal - ready, now);
  }

  private double secondsByEncoding(Instant now) {
    double waiting = segmentsWaiting();
    double underWay =
        chunksWaiting() <= KEEPING_UP ? waiting : Math.min(waiting, chunkAfterFirst());
    return seconds(encoding, segmentsEncoded(), segmentsTotal - asGoodAsEncoded(underWay), now);
  }

  /** Not a number while there is no pace. */
  private double seconds(@Nullable Pace pace, double ready, double left, Instant now) {
    return pace == null
            || firstChunk == 0
            || ready <= firstChunk
            || pace.first().equals(pace.last())
        ? Double.NaN
        : pace.secondsFor(ready - firstChunk, left, Math.min(left, chunkAfterFirst()), now);
  }

  /** Chunks that are fetched and not encoded; fewer than none where events come late. */
  private int chunksWaiting() {
    return chunksFetched - encoded.size();
  }

  /** Segments that are fetched and not encoded. */
  private double segmentsWaiting() {
    return Math.max(0, segmentsFetched - segmentsEncoded());
  }

  private double asGoodAsEncoded(double underWay) {
    return segmentsEncoded() + UNDER_WAY * underWay;
  }

  /** Segments in the chunks that are encoded. */
  private double segmentsEncoded() {
    int chunks = encoded.size();
    if (!encoded.has(0)) {
      return chunks * chunkAfterFirst();
    }
    return chunks >= chunksTotal ? segmentsTotal : firstChunk + (chunks - 1) * chunkAfterFirst();
  }

  /** Segments in each chunk after the first; the last one may have fewer. */
  private double chunkAfterFirst() {
    return chunksTotal <= 1
        ? segmentsTotal
        : (double) (segmentsTotal - firstChunk) / (chunksTotal - 1);
  }
}
