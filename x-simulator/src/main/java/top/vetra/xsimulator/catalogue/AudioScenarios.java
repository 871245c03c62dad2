package top.vetra.xsimulator.catalogue;

import static top.vetra.xsimulator.catalogue.StateScenarios.space;

import java.util.List;
import top.vetra.xsimulator.audio.AudioFormat;
import top.vetra.xsimulator.space.SpaceScenario;

/** Formats and lengths that differ from what X usually has. */
final class AudioScenarios {

  private static final AudioFormat CD = new AudioFormat(44_100, 2, false);
  private static final AudioFormat MONO = new AudioFormat(48_000, 1, false);
  private static final AudioFormat HALF_RATE = new AudioFormat(24_000, 2, false);
  private static final AudioFormat NOISE = new AudioFormat(48_000, 2, true);

  private static final int CHANGE_AT = 10;

  private AudioScenarios() {}

  static List<SpaceScenario> all() {
    return List.of(
        format("rate-44100", "44.1 kHz.", CD),
        format("rate-24000", "24 kHz.", HALF_RATE),
        format("mono", "One channel.", MONO),
        format("noise-substitution", "Frames that decode with a random state.", NOISE),
        change("rate-change", "From 48 to 44.1 kHz at segment 10.", CD),
        change("channel-change", "From stereo to mono at segment 10.", MONO),
        space("short-segments", "Segments of 4 or 5 frames.", "completed")
            .seconds(20)
            .segmentSeconds(0.1)
            .build(),
        space("tiny", "One segment of three frames.", "completed").segmentFrames(3).build(),
        space("one-frame", "One segment of one frame.", "completed").segmentFrames(1).build());
  }

  private static SpaceScenario format(String name, String about, AudioFormat format) {
    return space(name, about, "completed").format(format).build();
  }

  private static SpaceScenario change(String name, String about, AudioFormat other) {
    return space(name, about, "audio-invalid", "completed").switchFormat(CHANGE_AT, other).build();
  }
}
