package top.vetra.fetcher;

import top.vetra.fetcher.chunk.FetchSettings;
import top.vetra.fetcher.plan.PlanSettings;

/** Parts of the settings, for the tests of those parts. */
public final class TestPlans {

  private TestPlans() {}

  public static PlanSettings settings() {
    return TestSettings.with("*.video.pscp.tv").plan();
  }

  public static FetchSettings fetching() {
    return TestSettings.with("*.video.pscp.tv").fetch();
  }
}
