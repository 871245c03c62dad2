package top.vetra.xsimulator.space;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import top.vetra.xsimulator.audio.AudioFormat;
import top.vetra.xsimulator.fault.Fault;

/** Describes a Space step by step; unless told otherwise it is a recorded one of 61.5 s. */
public final class SpaceScenarioBuilder {

  /** A day in 2026: fixed, so that answers are alike in every run. */
  private static final Instant STARTED = Instant.parse("2026-03-14T18:00:00.123Z");

  private static final double SEGMENT_SECONDS = 3;

  private final String name;
  private final List<Fault> faults = new ArrayList<>();
  private String about = "A recorded Space.";
  private List<String> expected = List.of("completed");
  private String id;
  private String postId;
  private PostShape post = PostShape.CARD;
  private SpaceScenario.LinkTo linkTo = SpaceScenario.LinkTo.SPACE;
  private @Nullable String title;
  private SpaceState state = SpaceState.Ended;
  private boolean replay = true;
  private Person host = Person.of("ada_on_air", "Ada Lindgren", 0);
  private List<Person> speakers =
      List.of(
          Person.of("bruno_talks", "Bruno Keller", 4),
          Person.of("chiyo_k", "Chiyo Kanda", 9.5),
          Person.of("dmitri42", "Dmitri", 31));
  private Instant startedAt = STARTED;
  private @Nullable Duration endedAgo;
  private AudioFormat format = AudioFormat.STANDARD;
  private int switchAt;
  private @Nullable AudioFormat switchedFormat;
  private TagStyle tags = TagStyle.USUAL;
  private PlaylistLayout layout = PlaylistLayout.MEDIA;
  private boolean reversedNames;
  private double seconds = 61.5;
  private long frames = -1;
  private double segmentSeconds = SEGMENT_SECONDS;
  private int @Nullable [] segmentFrames;

  SpaceScenarioBuilder(String name) {
    this.name = name;
    this.id = Derived.spaceId(name);
    this.postId = Derived.digits(name + "post", 19);
    this.title = "Scenario: " + name;
  }

  public SpaceScenarioBuilder about(String sentence) {
    this.about = sentence;
    return this;
  }

  /** The outcomes a right product can come to, the likeliest first. */
  public SpaceScenarioBuilder expect(String... outcomes) {
    this.expected = List.of(outcomes);
    return this;
  }

  /** 13 characters; otherwise one that follows from the name. */
  public SpaceScenarioBuilder id(String spaceId) {
    this.id = spaceId;
    return this;
  }

  public SpaceScenarioBuilder postId(String digits) {
    this.postId = digits;
    return this;
  }

  /** Gives the post this shape, and makes the scenario's link lead to the post. */
  public SpaceScenarioBuilder post(PostShape shape) {
    this.post = shape;
    this.linkTo = SpaceScenario.LinkTo.POST;
    return this;
  }

  /** Makes it a video broadcast, and the scenario's link lead to it. */
  public SpaceScenarioBuilder broadcast() {
    this.linkTo = SpaceScenario.LinkTo.BROADCAST;
    return layout(PlaylistLayout.VIDEO);
  }

  public SpaceScenarioBuilder title(@Nullable String text) {
    this.title = text;
    return this;
  }

  public SpaceScenarioBuilder state(SpaceState spaceState) {
    this.state = spaceState;
    return this;
  }

  public SpaceScenarioBuilder replay(boolean available) {
    this.replay = available;
    return this;
  }

  public SpaceScenarioBuilder host(Person person) {
    this.host = person;
    return this;
  }

  public SpaceScenarioBuilder speakers(Person... people) {
    this.speakers = List.of(people);
    return this;
  }

  public SpaceScenarioBuilder startedAt(Instant time) {
    this.startedAt = time;
    return this;
  }

  /** It ended so long before now; its start follows from its length. */
  public SpaceScenarioBuilder endedAgo(Duration time) {
    this.endedAgo = time;
    return this;
  }

  /** Length, rounded to whole AAC frames. */
  public SpaceScenarioBuilder seconds(double length) {
    this.seconds = length;
    return this;
  }

  /** Length in AAC frames. */
  public SpaceScenarioBuilder frames(long count) {
    this.frames = count;
    return this;
  }

  /** Exactly these segments, each with so many AAC frames. */
  public SpaceScenarioBuilder segmentFrames(int... counts) {
    this.segmentFrames = counts.clone();
    return this;
  }

  /** Mean length of a segment; X's is 3 s. */
  public SpaceScenarioBuilder segmentSeconds(double length) {
    this.segmentSeconds = length;
    return this;
  }

  public SpaceScenarioBuilder format(AudioFormat audioFormat) {
    this.format = audioFormat;
    return this;
  }

  /** Another format from this segment on. */
  public SpaceScenarioBuilder switchFormat(int segment, AudioFormat other) {
    this.switchAt = segment;
    this.switchedFormat = other;
    return this;
  }

  public SpaceScenarioBuilder tags(TagStyle style) {
    this.tags = style;
    return this;
  }

  public SpaceScenarioBuilder layout(PlaylistLayout playlists) {
    this.layout = playlists;
    return this;
  }

  /** Sequence numbers in segment names run backwards. */
  public SpaceScenarioBuilder reversedNames() {
    this.reversedNames = true;
    return this;
  }

  public SpaceScenarioBuilder fault(Fault... some) {
    Collections.addAll(faults, some);
    return this;
  }

  public SpaceScenario build() {
    Recording recording = new Recording(format, segmentation(), tags, switchAt, switchedFormat);
    Duration length = Duration.ofMillis(Math.round(recording.totalSeconds() * 1000));
    Instant end = endedAgo == null ? startedAt.plus(length) : Instant.now().minus(endedAgo);
    Instant start = end.minus(length);
    boolean over = state == SpaceState.Ended || state == SpaceState.TimedOut;
    return new SpaceScenario(
        name,
        about,
        expected,
        id,
        postId,
        post,
        linkTo,
        title,
        state,
        replay,
        host,
        speakers,
        start,
        over ? end : null,
        recording,
        layout,
        reversedNames,
        List.copyOf(faults));
  }

  private Segmentation segmentation() {
    if (segmentFrames != null) {
      return Segmentation.Exact.of(segmentFrames);
    }
    long total =
        frames >= 0
            ? frames
            : Math.round(seconds * format.sampleRate() / AudioFormat.FRAME_SAMPLES);
    return new Segmentation.Even(total, format.sampleRate(), segmentSeconds);
  }
}
