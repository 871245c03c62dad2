package top.vetra.fetcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.XSimulator;
import top.vetra.xsimulator.hls.HlsPaths;
import top.vetra.xsimulator.space.SpaceScenario;

/** The stand-in for X, ready to answer without delay. */
public final class Simulator implements AutoCloseable {

  public final RunningSimulator x = XSimulator.start(SimulatorSettings.defaults());

  public Simulator() {
    // The first request for audio would wait for ffmpeg, longer than a test's time limits allow.
    adts(x.scenario("plain"));
  }

  /** What X would give as the address of the recording. */
  public URI playlist(SpaceScenario space) {
    return URI.create(x.url() + HlsPaths.entry(space));
  }

  /** The frames that a recording is made of. */
  public byte[] adts(SpaceScenario space) {
    try {
      return x.adts(space.id()).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    x.close();
  }
}
