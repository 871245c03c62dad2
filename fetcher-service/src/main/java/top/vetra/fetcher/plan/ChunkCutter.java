package top.vetra.fetcher.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import top.vetra.fetcher.playlist.Recording;
import top.vetra.fetcher.playlist.Segment;

/** Cuts a recording into chunks that can be encoded side by side. */
final class ChunkCutter {

  /**
   * 70 AAC frames: the 60 MP3 frames after which an encoder is in the same state as if it had heard
   * everything, and the AAC frame that a decoder needs before. At 48 kHz they last 1.5 s, at 24 kHz
   * (where 60 MP3 frames are half as long) 35 of them do. X's segments are 2.99 s and more.
   */
  private static final double LEAD_IN_SECONDS = 2.5;

  /** 8 AAC frames, at any sample rate. */
  private static final double LEAD_OUT_SECONDS = 1;

  /**
   * Into so many chunks a recording is cut, where that gives them a fair length: so many keep all
   * encoders busy to the end and tell how far the job is; more would cost without need.
   */
  private static final int USUAL_CHUNKS = 32;

  /** Shorter ones would be lead-in for a good part. */
  private static final double SHORTEST_SECONDS = 60;

  /** What would be left over is a part of the last chunk: it may be a segment without any audio. */
  private static final double SHORTEST_REST_SECONDS = 5;

  private final double firstSeconds;
  private final double longestSeconds;

  /**
   * @param firstSeconds length of the first chunk, which all encoders wait for
   * @param longestSeconds length of the others, at most
   */
  ChunkCutter(double firstSeconds, double longestSeconds) {
    this.firstSeconds = firstSeconds;
    this.longestSeconds = longestSeconds;
  }

  /**
   * The chunks, each with its neighbours: encoders have to hear them, and a frame may lie across a
   * border.
   */
  List<PlannedChunk> cut(Recording recording) {
    List<PlannedSegment> all = addressed(recording);
    double seconds =
        Math.min(
            longestSeconds,
            Math.max(SHORTEST_SECONDS, recording.playlist().seconds() / USUAL_CHUNKS));
    List<PlannedChunk> chunks = new ArrayList<>();
    int from = 0;
    while (from < all.size()) {
      int to = advance(all, from, chunks.isEmpty() ? firstSeconds : seconds);
      to = advance(all, to, SHORTEST_REST_SECONDS) == all.size() ? all.size() : to;
      chunks.add(
          new PlannedChunk(
              all.subList(retreat(all, from, LEAD_IN_SECONDS), from),
              all.subList(from, to),
              all.subList(to, advance(all, to, LEAD_OUT_SECONDS))));
      from = to;
    }
    return chunks;
  }

  private static int advance(List<PlannedSegment> all, int from, double wanted) {
    double sum = 0;
    int to = from;
    while (to < all.size() && sum < wanted) {
      sum += all.get(to++).seconds();
    }
    return to;
  }

  private static int retreat(List<PlannedSegment> all, int to, double wanted) {
    double sum = 0;
    int from = to;
    while (from > 0 && sum < wanted) {
      sum += all.get(--from).seconds();
    }
    return from;
  }

  private static List<PlannedSegment> addressed(Recording recording) {
    int count = recording.segments().size();
    List<PlannedSegment> all = new ArrayList<>(count);
    for (Segment segment : recording.segments()) {
      all.add(
          new PlannedSegment(
              all.size(),
              recording.addresses().of(segment.uri()),
              segment.seconds(),
              segment.range(),
              cipher(recording, segment),
              segment.at(),
              segment.missing(),
              all.size() == count - 1));
    }
    return all;
  }

  private static PlannedSegment.@Nullable Cipher cipher(Recording recording, Segment segment) {
    if (segment.key() == null) {
      return null;
    }
    String iv = segment.key().iv();
    return new PlannedSegment.Cipher(
        recording.addresses().of(segment.key().uri()),
        iv == null ? String.format("%032x", segment.sequence()) : iv);
  }
}
