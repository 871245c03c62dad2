package top.vetra.xsimulator.catalogue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import top.vetra.xsimulator.space.Person;
import top.vetra.xsimulator.space.SpaceScenario;

/** Everything the simulator can be asked for by name. */
public final class Scenarios {

  /** The Space without any fault that people are shown first. */
  public static final String DEMO = "demo";

  /** A Space of a minute without any fault. */
  public static final String PLAIN = "plain";

  private static final String DEMO_ID = "1DemoSpaceXYZ";

  private Scenarios() {}

  public static List<SpaceScenario> all(double demoSeconds) {
    return Stream.of(
            List.of(demo(demoSeconds), SpaceScenario.named(PLAIN).build()),
            StateScenarios.all(),
            PostScenarios.all(),
            UpstreamScenarios.all(),
            RouteScenarios.all(),
            JustEndedScenarios.all(),
            PlaylistScenarios.all(),
            SegmentScenarios.all(),
            FramingScenarios.all(),
            AudioScenarios.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Short links, by the code behind {@code /tco/}. */
  public static Map<String, String> redirects(String origin) {
    String space = "https://x.com/i/spaces/" + DEMO_ID;
    return Map.of(
        "space", space + "?s=20",
        "warning", "https://twitter.com/safety/unsafe_link_warning?unsafe_link=" + space,
        "evil", "https://evil.example/i/spaces/" + DEMO_ID,
        "loop", origin + "/tco/loop");
  }

  private static SpaceScenario demo(double seconds) {
    return SpaceScenario.named(DEMO)
        .about("Nothing goes wrong; its length can be set.")
        .id(DEMO_ID)
        .title("Café & Code: “Why <b>Rust</b>?” / 日本語 #42 🎙️")
        .host(Person.of("zoe_noir", "Zoë Noir ☕", 0))
        .speakers(
            Person.of("bruno_talks", "Bruno Keller", 12),
            Person.of("chiyo_k", "神田 千代", 47.5),
            Person.of("dmitri42", "Дмитрий", 130))
        .seconds(seconds)
        .build();
  }
}
