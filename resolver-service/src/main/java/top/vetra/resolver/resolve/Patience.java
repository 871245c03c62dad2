package top.vetra.resolver.resolve;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.ResolveTask.Waited;

/**
 * How long X is waited for, so that every job ends within a bounded time.
 *
 * @param perRateLimit the longest single wait for X's rate limit to be reset
 * @param rateLimits all such waits of a task together
 * @param outages all waits of a task for a failing X together
 * @param recording how long after its end a Space's recording is waited for
 * @param recordingChecks the pauses between looks at it; the last one is repeated
 */
public record Patience(
    Duration perRateLimit,
    Duration rateLimits,
    Duration outages,
    Duration recording,
    List<Duration> recordingChecks) {

  public Patience {
    recordingChecks = List.copyOf(recordingChecks);
    if (recordingChecks.isEmpty()) {
      throw new IllegalArgumentException("recordingChecks: none (expected: at least one)");
    }
  }

  /** Whether it may wait until then, after what it has waited already. */
  boolean allows(TryLaterException later, @Nullable Waited waited, Instant now) {
    Instant since = waited == null ? now : waited.since();
    if (later.reason() == ProblemCode.UPSTREAM_RATE_LIMITED) {
      return !later.at().isAfter(now.plus(perRateLimit))
          && !later.at().isAfter(since.plus(rateLimits));
    }
    return later.reason() == ProblemCode.RECORDING_NOT_READY
        || !later.at().isAfter(since.plus(outages));
  }

  /**
   * When to look again for a recording that is not there; empty when it is not worth it.
   *
   * @param since when it was first looked for; null if that is now
   * @param times how often it was since then
   */
  Optional<Look> nextLook(
      @Nullable Instant endedAt, @Nullable Instant since, int times, Instant now) {
    if (endedAt == null) {
      return Optional.empty();
    }
    Instant first = since == null ? now : since;
    // X's clock may be wrong; waiting must end nevertheless.
    Instant deadline = (endedAt.isBefore(first) ? endedAt : first).plus(recording);
    if (!now.isBefore(deadline)) {
      return Optional.empty();
    }
    Duration pause = recordingChecks.get(Math.min(times, recordingChecks.size() - 1));
    Instant next = now.plus(pause);
    return Optional.of(new Look(next.isBefore(deadline) ? next : deadline, deadline));
  }

  /** Whether the first wait began while its recording was still to be expected. */
  boolean wasWaitedFor(@Nullable Instant endedAt, @Nullable Instant since) {
    return endedAt != null && since != null && since.isBefore(endedAt.plus(recording));
  }

  /**
   * A look for a recording.
   *
   * @param at when it is due
   * @param last when the last one will be
   */
  record Look(Instant at, Instant last) {}
}
