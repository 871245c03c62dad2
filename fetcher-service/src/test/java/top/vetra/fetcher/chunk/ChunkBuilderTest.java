package top.vetra.fetcher.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static top.vetra.fetcher.adts.Bytes.frame;
import static top.vetra.fetcher.adts.Bytes.frames;
import static top.vetra.fetcher.adts.Bytes.join;
import static top.vetra.fetcher.adts.Bytes.junk;
import static top.vetra.fetcher.adts.Bytes.tag;
import static top.vetra.fetcher.chunk.Segments.FORMAT;
import static top.vetra.fetcher.chunk.Segments.audible;
import static top.vetra.fetcher.chunk.Segments.missing;
import static top.vetra.fetcher.chunk.Segments.task;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import top.vetra.fetcher.adts.AacShape;
import top.vetra.fetcher.adts.SilentFrame;
import top.vetra.model.job.Gap;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.FetchTask;

class ChunkBuilderTest {

  /** 140 and 141 frames. */
  private static final double SHORT = 2.987;

  private static final double LONG = 3.008;
  private static final byte[] SILENT = SilentFrame.of(AacShape.of(FORMAT)).data();

  private final ChunkBuilder builder = new ChunkBuilder();

  @Test
  void leads_are_trimmed_to_what_an_encoder_needs() {
    List<FetchedSegment> segments =
        List.of(
            audible(4, SHORT, frames(140, 1)),
            audible(5, LONG, frames(141, 2)),
            audible(6, SHORT, frames(140, 3)));

    Chunk chunk = build(task(false, 1000, FORMAT), segments, 1, 1);

    assertThat(List.of(chunk.leadInFrames(), chunk.frames(), chunk.leadOutFrames()))
        .containsExactly(80, 141, 10);
    byte[] all = join(frames(140, 1), frames(141, 2), frames(140, 3));
    assertThat(Segments.frames(chunk.adts())).hasSize(231);
    assertThat(Segments.frames(all).subList(60, 291))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(Segments.frames(chunk.adts()));
  }

  @Test
  void a_missing_segment_is_silence_of_its_exact_length_and_is_listed() {
    List<FetchedSegment> segments =
        List.of(
            audible(4, SHORT, frames(140, 1)),
            missing(5, LONG),
            missing(6, SHORT),
            audible(7, SHORT, frames(140, 2)));

    Chunk chunk = build(task(true, 1000, FORMAT), segments, 0, 4);

    assertThat(chunk.frames()).isEqualTo(140 + 141 + 140 + 140);
    assertThat(Segments.frames(chunk.adts()).subList(140, 421)).containsOnly(SILENT);
    assertThat(chunk.gaps())
        .containsExactly(
            new Gap(FORMAT.secondsOf(1140), FORMAT.secondsOf(141), 5),
            new Gap(FORMAT.secondsOf(1281), FORMAT.secondsOf(140), 6));
  }

  @Test
  void without_leave_for_gaps_the_missing_segments_are_named() {
    List<FetchedSegment> segments =
        List.of(
            audible(0, SHORT, frames(140, 1)),
            missing(1, LONG),
            missing(2, LONG),
            missing(3, LONG));

    assertThatThrownBy(() -> build(task(false, 0, null), segments, 0, 4))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(ProblemCode.AUDIO_INCOMPLETE);
              assertThat(e.problem().detail())
                  .startsWith(
                      "X does not deliver segment 2 and 2 others of the recording (9.0 seconds,"
                          + " from 0:00:02 on).")
                  .contains("allowGaps");
            });
  }

  @Test
  void a_beginning_that_is_missing_sounds_like_what_follows_it() {
    List<FetchedSegment> segments = List.of(missing(0, SHORT), audible(1, LONG, frames(141, 1)));

    Chunk chunk = build(task(true, 0, null), segments, 0, 2);

    assertThat(chunk.format()).isEqualTo(FORMAT);
    assertThat(Segments.frames(chunk.adts()).subList(0, 140)).containsOnly(SILENT);
  }

  @Test
  void a_beginning_of_which_nothing_follows_is_named() {
    assertProblem(
        ProblemCode.AUDIO_INCOMPLETE,
        task(true, 0, null),
        List.of(missing(0, SHORT), missing(1, SHORT)));
  }

  @Test
  void a_chunk_that_is_missing_as_a_whole_sounds_like_the_ones_before() {
    Chunk chunk = build(task(true, 1000, FORMAT), List.of(missing(5, SHORT)), 0, 1);

    assertThat(Segments.frames(chunk.adts())).hasSize(140).containsOnly(SILENT);
  }

  @Test
  void lost_frames_are_replaced_where_they_were_lost() {
    byte[] wounded = frames(140, 2);
    List<byte[]> whole = Segments.frames(wounded);
    int at = whole.subList(0, 70).stream().mapToInt(one -> one.length).sum();
    Arrays.fill(wounded, at, at + 7, (byte) 0x11);
    List<FetchedSegment> segments =
        List.of(audible(4, SHORT, frames(140, 1)), audible(5, SHORT, wounded));

    Chunk chunk = build(task(false, 1000, FORMAT), segments, 0, 2);

    assertThat(chunk.frames()).isEqualTo(280);
    List<byte[]> found = Segments.frames(chunk.adts());
    assertThat(found.get(140 + 69)).isEqualTo(whole.get(69));
    assertThat(found.get(140 + 70)).isEqualTo(SILENT);
    assertThat(found.get(140 + 71)).isEqualTo(whole.get(71));
    assertThat(chunk.gaps())
        .containsExactly(new Gap(FORMAT.secondsOf(1210), FORMAT.secondsOf(1), 5));
  }

  @Test
  void losses_are_shared_out_by_what_was_passed_over() {
    byte[] stray = junk(9, 1, false);
    byte[] wounded =
        join(stray, tag("clock"), frames(60, 1), junk(150, 2, false), frames(77, 3), stray);
    List<FetchedSegment> segments =
        List.of(audible(4, SHORT, frames(140, 1)), audible(5, SHORT, wounded));

    Chunk chunk = build(task(false, 0, FORMAT), segments, 0, 2);

    assertThat(chunk.gaps())
        .containsExactly(new Gap(FORMAT.secondsOf(200), FORMAT.secondsOf(3), 5));
  }

  @Test
  void a_segment_that_ends_too_early_counts_as_missing() {
    List<FetchedSegment> segments =
        List.of(
            audible(4, SHORT, frames(140, 1)),
            audible(5, SHORT, frames(70, 2)),
            audible(6, SHORT, frames(140, 3)));

    assertProblem(ProblemCode.AUDIO_INCOMPLETE, task(false, 0, FORMAT), segments);
    Chunk chunk = build(task(true, 0, FORMAT), segments, 0, 3);
    assertThat(chunk.gaps())
        .containsExactly(new Gap(FORMAT.secondsOf(210), FORMAT.secondsOf(70), 5));
  }

  @Test
  void the_last_segment_is_as_long_as_it_is() {
    List<FetchedSegment> segments =
        List.of(
            audible(4, LONG, frames(141, 1)),
            audible(5, LONG, frames(141, 2)),
            Segments.last(6, LONG, frames(20, 3)));

    Chunk chunk = build(task(false, 0, FORMAT), segments, 0, 3);

    assertThat(chunk.frames()).isEqualTo(302);
    assertThat(chunk.gaps()).isEmpty();
  }

  @Test
  void stray_bytes_before_the_first_tag_are_no_lost_audio() {
    byte[] stray = junk(700, 1, false);
    List<FetchedSegment> exact =
        List.of(
            audible(4, SHORT, frames(140, 1)),
            audible(5, LONG, join(stray, tag("clock"), frames(140, 2))),
            audible(6, SHORT, frames(140, 3)));
    List<FetchedSegment> rounded =
        List.of(
            audible(4, 3.1, join(stray, tag("clock"), frames(140, 1))),
            audible(5, 3.1, join(stray, tag("clock"), frames(141, 2))),
            audible(6, 3.1, join(stray, tag("clock"), frames(140, 3))));

    assertThat(build(task(false, 0, FORMAT), exact, 0, 3).frames()).isEqualTo(420);
    Chunk chunk = build(task(false, 0, FORMAT), rounded, 0, 3);
    assertThat(chunk.frames()).isEqualTo(421);
    assertThat(chunk.gaps()).isEmpty();
  }

  @Test
  void lengths_that_are_not_those_of_the_frames_are_not_believed() {
    byte[] stray = junk(9, 1, false);
    List<FetchedSegment> segments =
        List.of(
            audible(4, 3.1, frames(140, 1)),
            audible(5, 3.1, join(stray, tag("clock"), frames(141, 2))),
            audible(6, 3.1, frames(140, 3)));

    Chunk chunk = build(task(false, 0, FORMAT), segments, 0, 3);

    assertThat(chunk.frames()).isEqualTo(421);
    assertThat(chunk.gaps()).isEmpty();
  }

  @Test
  void another_shape_midway_is_named() {
    AacShape mono = new AacShape(1, 3, 1);
    byte[] other = join(frame(mono, new byte[9]), frame(mono, new byte[9]));
    AacShape main = new AacShape(0, 3, 2);
    byte[] profile = join(frame(main, new byte[9]), frame(main, new byte[9]));
    AacShape six = new AacShape(1, 3, 6);
    byte[] surround = join(frame(six, new byte[9]), frame(six, new byte[9]));
    FetchedSegment usual = audible(4, SHORT, frames(140, 1));

    assertProblem(
        ProblemCode.AUDIO_INVALID, task(true, 0, null), List.of(usual, audible(5, 0.04, other)));
    assertProblem(
        ProblemCode.AUDIO_INVALID, task(true, 0, null), List.of(usual, audible(5, 0.04, profile)));
    assertProblem(
        ProblemCode.AUDIO_INVALID, task(true, 9, FORMAT), List.of(audible(5, 0.04, other)));
    assertProblem(
        ProblemCode.AUDIO_INVALID, task(true, 0, null), List.of(audible(5, 0.04, surround)));
  }

  private void assertProblem(ProblemCode code, FetchTask task, List<FetchedSegment> segments) {
    assertThatThrownBy(() -> build(task, segments, 0, segments.size()))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  private Chunk build(FetchTask task, List<FetchedSegment> segments, int leadIn, int own) {
    return builder.build(task, Segments.chunk(segments, leadIn, own), segments);
  }
}
