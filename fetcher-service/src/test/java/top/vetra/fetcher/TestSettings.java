package top.vetra.fetcher;

import java.time.Duration;
import top.vetra.fetcher.chunk.FetchSettings;
import top.vetra.fetcher.media.MediaSettings;
import top.vetra.fetcher.plan.PlanSettings;

/** The defaults, with short pauses. */
public final class TestSettings {

  private TestSettings() {}

  public static FetcherSettings with(String allowedHosts) {
    return new FetcherSettings(
        Duration.ofHours(12),
        new MediaSettings(
            allowedHosts,
            "test",
            64,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            3,
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(1)),
        new PlanSettings(
            1,
            Duration.ofMinutes(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofMinutes(15),
            Duration.ofMinutes(1),
            Duration.ofHours(1),
            0.9,
            1 << 20,
            4096,
            1000),
        new FetchSettings(
            1, Duration.ofMinutes(1), 24, 1 << 20, 2, 2, Duration.ofMillis(10), 1 << 24));
  }
}
