package top.vetra.gateway.placement;

import java.time.Clock;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.WorkIndex;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.store.ObjectStore;

/** Placements without Spring. */
public final class PlacementsForTests {

  private PlacementsForTests() {}

  /** Which conversions can serve more jobs, by these stores. */
  public static Joinable joinable(ConversionStore conversions, ObjectStore objects, Clock clock) {
    return new Joinable(conversions, objects, clock, SettingsForTests.defaults());
  }

  /** Places jobs by this index. */
  public static Placements placements(WorkIndex index, Joinable joinable, EventPublisher events) {
    return new Placements(index, joinable, events);
  }
}
