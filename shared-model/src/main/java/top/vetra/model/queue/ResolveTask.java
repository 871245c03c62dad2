package top.vetra.model.queue;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
 * @param looks what was seen of its recording, whose address is asked for anew; absent the first
 *     time
 */
public record ResolveTask(
    String conversionId,
    SpaceLink link,
    Preset preset,
    @Nullable Waited waited,
    @Nullable Looks looks)
    implements Task {

  /** The first time that it is tried. */
  public ResolveTask(String conversionId, SpaceLink link, Preset preset) {
    this(conversionId, link, preset, null, null);
  }

  /** Since when its recording is waited for; null if it is not. */
  @JsonIgnore
  public @Nullable Instant waitingSince() {
    return looks != null ? looks.since() : waited == null ? null : waited.since;
  }

  /** How often it was put off since. */
  @JsonIgnore
  public int timesWaited() {
    return (waited == null ? 0 : waited.times) + (looks == null ? 0 : looks.times());
  }

  /** The same task, to be done after one more wait that begins now. */
  public ResolveTask afterWaitFrom(Instant now) {
    Waited next = waited == null ? new Waited(now, 1) : new Waited(waited.since, waited.times + 1);
    return new ResolveTask(conversionId, link, preset, next, looks);
  }

  /**
   * How long a task has been put off, which limits how much longer it may be.
   *
   * @param since when its first wait began
   * @param times how often it was put off
   */
  public record Waited(Instant since, int times) {}
}
