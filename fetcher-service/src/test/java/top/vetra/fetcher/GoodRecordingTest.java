package top.vetra.fetcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import top.vetra.fetcher.adts.Bytes;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.store.Manifest;
import top.vetra.model.store.ObjectKeys;
import top.vetra.model.store.Timeline;
import top.vetra.xsimulator.RequestLog;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;

class GoodRecordingTest {

  private static final Preset MP3 = new Preset(Format.MP3, Quality.HIGH, false);

  private final Simulator simulator = Simulator.shared();

  @Test
  void every_frame_of_the_recording_ends_up_in_exactly_one_chunk() {
    SpaceScenario space = simulator.x.add(SpaceScenario.named("good").seconds(100).build());
    try (Conversion conversion = conversion()) {
      conversion.plan(Conversion.task(simulator.playlist(space), MP3)).fetchAll();

      assertThat(Arrays.mismatch(conversion.ownFrames(), simulator.adts(space))).isEqualTo(-1);
      assertThat(conversion.encodes)
          .extracting(encode -> encode.chunk())
          .containsExactly(0, 1, 2, 3);
      assertThat(conversion.encodes.get(0).leadInFrames()).isZero();
      assertThat(conversion.encodes.get(1).leadInFrames()).isEqualTo(80);
      assertThat(conversion.encodes.get(1).leadOutFrames()).isEqualTo(10);
      assertThat(conversion.encodes.get(3).leadOutFrames()).isZero();
      assertThat(conversion.summary().frames()).isEqualTo(simulator.x.expectedFrames(space.id()));
      assertThat(conversion.summary().format()).isEqualTo(new StreamFormat(48_000, 2));
    }
  }

  @Test
  void progress_is_told_step_by_step() {
    SpaceScenario space = simulator.x.add(SpaceScenario.named("told").seconds(60).build());
    try (Conversion conversion = conversion()) {
      conversion.plan(Conversion.task(simulator.playlist(space), MP3)).fetchAll();

      JobEvent.Planned planned = conversion.published.events(JobEvent.Planned.class).get(0);
      assertThat(planned.segmentsTotal()).isEqualTo(21);
      assertThat(planned.chunksTotal()).isEqualTo(3);
      assertThat(planned.durationSeconds()).isBetween(59.9, 60.1);
      assertThat(conversion.published.events(JobEvent.ChunkFetched.class))
          .extracting(JobEvent.ChunkFetched::segmentsFetched)
          .containsExactly(7, 18, 21);
      assertThat(
              conversion.store.getJson(ObjectKeys.manifest(Conversion.ID), Manifest.class).block())
          .extracting(Manifest::chunksTotal)
          .isEqualTo(3);
    }
  }

  @Test
  void an_m4a_takes_its_frames_as_they_are_and_is_assembled_at_the_end() {
    SpaceScenario space = simulator.x.add(SpaceScenario.named("m4a").seconds(50).build());
    try (Conversion conversion = conversion()) {
      Preset m4a = new Preset(Format.M4A, Quality.HIGH, false);
      conversion.plan(Conversion.task(simulator.playlist(space), m4a)).fetchAll();

      assertThat(conversion.encodes).isEmpty();
      AssembleTask assemble = conversion.published.take(AssembleTask.class);
      assertThat(assemble).isEqualTo(new AssembleTask(Conversion.ID, m4a, 2));
      assertThat(List.of(conversion.chunk(0).frames(), conversion.chunk(1).frames()))
          .satisfies(
              frames ->
                  assertThat(frames.get(0) + frames.get(1))
                      .isEqualTo((int) simulator.x.expectedFrames(space.id())));
    }
  }

  @Test
  void no_segment_is_asked_for_twice() {
    SpaceScenario space = simulator.x.add(SpaceScenario.named("once").seconds(100).build());
    try (Conversion conversion = conversion()) {
      conversion.plan(Conversion.task(simulator.playlist(space), MP3)).fetchAll();

      assertThat(
              simulator.x.requests().latest().stream()
                  .filter(request -> request.path().contains(space.streamKey()))
                  .filter(request -> request.kind() == Kind.SEGMENT)
                  .map(RequestLog.Entry::path))
          .hasSize(space.recording().segmentation().segments())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void who_spoke_when_is_told_second_by_second() {
    SpaceScenario space = simulator.x.add(SpaceScenario.named("talk").seconds(100).build());
    try (Conversion conversion = conversion()) {
      conversion.plan(Conversion.task(simulator.playlist(space), MP3)).fetchAll();

      Timeline timeline = conversion.timeline();
      assertThat(timeline.participants())
          .extracting(Timeline.Participant::screenName)
          .containsExactly("bruno_talks", "chiyo_k", "dmitri42");
      assertThat(timeline.moments())
          .extracting(Timeline.Moment::second)
          .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
      Set<String> voices = new HashSet<>();
      timeline.moments().forEach(moment -> voices.addAll(moment.levels().keySet()));
      assertThat(voices).contains(Timeline.HOST).hasSizeGreaterThan(2);
      assertThat(timeline.clock()).containsExactly(new Timeline.ClockTime(0, space.startedAt()));
    }
  }

  @Test
  void an_m4a_of_a_video_space_loses_no_frame_at_the_borders_of_its_chunks() {
    SpaceScenario space = simulator.x.scenario("video-space");
    try (Conversion conversion = conversion()) {
      Preset m4a = new Preset(Format.M4A, Quality.HIGH, false);
      conversion.plan(Conversion.task(simulator.playlist(space), m4a)).fetchAll();

      byte[] all = new byte[0];
      for (int chunk = 0; chunk < 3; chunk++) {
        all = Bytes.join(all, conversion.chunk(chunk).data());
      }
      assertThat(Arrays.mismatch(all, simulator.adts(space))).isEqualTo(-1);
    }
  }

  private Conversion conversion() {
    return new Conversion(TestSettings.with(simulator.x.mediaHost()), Clock.systemUTC());
  }
}
