package top.vetra.system.chaos.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import top.vetra.system.chaos.history.Wish;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.space.SpaceScenario;

/** What one client asks for, one after another: mostly new Spaces, some again, some in vain. */
final class Wishes {

  private static final double[] SECONDS = {60, 60, 75, 100, 100, 150, 300};

  private static final List<String> IN_VAIN =
      List.of(
          "not-found",
          "restricted",
          "geo-blocked",
          "recording-expired",
          "live",
          "not-recorded",
          "post-without-card",
          "post-missing");

  private final String client;
  private final RunningSimulator simulator;
  private final Receiver receiver;
  private final SplittableRandom random;
  private final List<SpaceScenario> asked = new ArrayList<>();

  Wishes(String client, RunningSimulator simulator, Receiver receiver, SplittableRandom random) {
    this.client = client;
    this.simulator = simulator;
    this.receiver = receiver;
    this.random = random;
  }

  /** The next one. */
  Wish next() {
    double kind = random.nextDouble();
    if (kind < 0.12) {
      SpaceScenario space = simulator.scenario(IN_VAIN.get(random.nextInt(IN_VAIN.size())));
      return wish(space.link(), 0, Set.copyOf(space.expected()));
    }
    SpaceScenario space =
        kind < 0.25 && !asked.isEmpty() ? asked.get(random.nextInt(asked.size())) : newSpace();
    String link = random.nextInt(4) == 0 ? space.postLink() : space.link();
    return wish(link, space.recording().totalSeconds(), Set.of("completed"));
  }

  private SpaceScenario newSpace() {
    SpaceScenario space =
        SpaceScenario.named(client + "-" + asked.size())
            .seconds(SECONDS[random.nextInt(SECONDS.length)])
            .build();
    asked.add(space);
    return simulator.add(space);
  }

  private Wish wish(String link, double seconds, Set<String> outcomes) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("url", link);
    String preset =
        switch (random.nextInt(6)) {
          case 0 -> "m4a";
          case 1 -> "mp3-best";
          default -> "mp3-high";
        };
    body.put("format", preset.substring(0, 3));
    if (preset.equals("mp3-best")) {
      body.put("quality", "best");
    }
    body.put("allowGaps", random.nextInt(5) == 0);
    boolean webhook = random.nextInt(2) == 0;
    if (webhook) {
      Map<String, String> endpoint = new HashMap<>();
      endpoint.put("url", receiver.url(random));
      endpoint.put("secret", Receiver.SECRET);
      body.put("webhook", endpoint);
    }
    return new Wish(Caller.JSON.writeValueAsString(body), seconds, preset, outcomes, webhook);
  }
}
