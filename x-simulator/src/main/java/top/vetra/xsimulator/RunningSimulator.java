package top.vetra.xsimulator;

import io.netty.channel.group.ChannelGroup;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;
import top.vetra.xsimulator.fault.Fault;
import top.vetra.xsimulator.hls.HlsOrigin;
import top.vetra.xsimulator.hls.HlsPaths;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.Spaces;

/** A simulator that answers, until it is closed. */
public final class RunningSimulator implements AutoCloseable {

  private final String host;
  private final Spaces spaces;
  private final HlsOrigin hls;
  private final FrontDoor door;
  private final ReplyWriter writer;
  private final DisposableServer api;
  private final DisposableServer media;
  private final ChannelGroup connections;
  private final LoopResources loops;

  RunningSimulator(
      String host,
      Spaces spaces,
      HlsOrigin hls,
      FrontDoor door,
      ReplyWriter writer,
      DisposableServer api,
      DisposableServer media,
      ChannelGroup connections,
      LoopResources loops) {
    this.host = host;
    this.spaces = spaces;
    this.hls = hls;
    this.door = door;
    this.writer = writer;
    this.api = api;
    this.media = media;
    this.connections = connections;
    this.loops = loops;
  }

  /** Base address of X's API and pages, without a slash at the end: {@code http://host:port}. */
  public String url() {
    return "http://" + host + ":" + port();
  }

  /** Base address of the host that recordings are read from, in the same form. */
  public String mediaUrl() {
    return "http://" + mediaHost();
  }

  /** {@code host:port} of recordings, as a list of allowed hosts wants it. */
  public String mediaHost() {
    return host + ":" + mediaPort();
  }

  public int port() {
    return api.port();
  }

  public int mediaPort() {
    return media.port();
  }

  /** What a person would paste for this scenario. */
  public String link(String scenario) {
    return scenario(scenario).link();
  }

  /** The scenario of this name. */
  public SpaceScenario scenario(String name) {
    return known(spaces.byName(name), name);
  }

  public List<SpaceScenario> scenarios() {
    return spaces.all();
  }

  /** Adds a Space, or replaces the one of the same name. */
  public SpaceScenario add(SpaceScenario space) {
    spaces.add(space);
    return space;
  }

  /** A fault that meets every Space, and calls that belong to none; until {@link #heal()}. */
  public void inject(Fault fault) {
    door.injected().add(fault);
  }

  /** Ends injected faults, and lets scenarios with faults that pass begin anew. */
  public void heal() {
    door.injected().clear();
    door.forgetAttempts();
  }

  /** Makes {@code /tco/<code>} answer 301 to this location. */
  public void redirect(String code, String location) {
    door.redirects().put(code, location);
  }

  /** Wait before each answer. */
  public void latency(Duration each) {
    writer.latency(each);
  }

  /** Speed of each answer; 0 is as fast as it goes. */
  public void kilobitsPerSecond(int each) {
    writer.kilobitsPerSecond(each);
  }

  public RequestLog requests() {
    return door.log();
  }

  /** AAC frames of the whole Space, 1024 samples each. */
  public long expectedFrames(String spaceId) {
    return space(spaceId).recording().segmentation().totalFrames();
  }

  /** Where the stream call says that a Space's playlist lies. */
  public String playlistUrl(String spaceId) {
    return mediaUrl() + HlsPaths.entry(space(spaceId));
  }

  /**
   * The ADTS frames of the whole Space and nothing else: what a client without fault ends up with.
   * Made while it is read.
   */
  public InputStream adts(String spaceId) {
    SpaceScenario space = space(spaceId);
    Iterator<InputStream> parts =
        IntStream.range(0, space.recording().segmentation().segments())
            .<InputStream>mapToObj(i -> new ByteArrayInputStream(hls.frames(space, i)))
            .iterator();
    return new SequenceInputStream(
        new Enumeration<>() {
          @Override
          public boolean hasMoreElements() {
            return parts.hasNext();
          }

          @Override
          public InputStream nextElement() {
            return parts.next();
          }
        });
  }

  private SpaceScenario space(String spaceId) {
    return known(spaces.byId(spaceId), spaceId);
  }

  private SpaceScenario known(@Nullable SpaceScenario space, String wanted) {
    if (space == null) {
      throw new IllegalArgumentException(
          "scenario: "
              + wanted
              + " (expected: one of "
              + spaces.all().stream().map(SpaceScenario::name).toList()
              + ")");
    }
    return space;
  }

  /** Waits until somebody closes it. */
  void await() {
    api.onDispose().block();
  }

  @Override
  public void close() {
    api.disposeNow(Duration.ofSeconds(3));
    media.disposeNow(Duration.ofSeconds(3));
    connections.close().awaitUninterruptibly(1000);
    loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block(Duration.ofSeconds(3));
  }
}
