package top.vetra.fetcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.XSimulator;
import top.vetra.xsimulator.space.SpaceScenario;

/** The stand-in for X, ready to answer without delay, one for all tests. */
public final class Simulator {

  private static final Simulator SHARED = new Simulator();

  public final RunningSimulator x = XSimulator.start(SimulatorSettings.defaults());

  private Simulator() {
    // The first request for audio would wait for ffmpeg, longer than a test's time limits allow.
    adts(x.scenario("plain"));
  }

  /** What X would give as the address of the recording. */
  public URI playlist(SpaceScenario space) {
    return URI.create(x.playlistUrl(space.id()));
  }

  /** The frames that a recording is made of. */
  public byte[] adts(SpaceScenario space) {
    try {
      return x.adts(space.id()).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Started by the first who asks; it ends with the tests. */
  public static Simulator shared() {
    return SHARED;
  }
}
