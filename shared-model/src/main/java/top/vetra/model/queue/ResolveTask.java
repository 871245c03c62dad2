package top.vetra.model.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.job.Preset;
import top.vetra.model.link.SpaceLink;

/**
 * Find out what the link is, and where its playlist lies.
 *
 * @param conversionId the conversion
 * @param link what was pasted
 * @param preset how to convert it
 * @param waited what it has waited for X so far; absent before the first wait
 */
public record ResolveTask(
    String conversionId, SpaceLink link, Preset preset, @Nullable Waited waited) implements Task {

  /** The first time that it is tried. */
  public ResolveTask(String conversionId, SpaceLink link, Preset preset) {
    this(conversionId, link, preset, null);
  }

  /** The same task, to be done after one more wait that begins now. */
  public ResolveTask afterWaitFrom(Instant now) {
    Waited next = waited == null ? new Waited(now, 1) : new Waited(waited.since, waited.times + 1);
    return new ResolveTask(conversionId, link, preset, next);
  }

  /**
   * How long a task has been put off, which limits how much longer it may be.
   *
   * @param since when its first wait began
   * @param times how often it was put off
   */
  public record Waited(Instant since, int times) {}
}
