package top.vetra.fetcher;

import top.vetra.fetcher.plan.PlanSettings;

/** The settings of plans, for tests elsewhere. */
public final class TestPlans {

  private TestPlans() {}

  public static PlanSettings settings() {
    return TestSettings.with("*.video.pscp.tv").plan();
  }
}
