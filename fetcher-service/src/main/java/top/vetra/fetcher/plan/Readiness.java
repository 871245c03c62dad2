package top.vetra.fetcher.plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import top.vetra.fetcher.media.MediaException;
import top.vetra.fetcher.playlist.Recording;
import top.vetra.fetcher.playlist.Unreadable;
import top.vetra.model.job.Space;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.PlanTask;

/**
 * Decides whether a recording can be taken as it is. Just after a Space has ended its playlist may
 * be missing, open or too short for some minutes; to take it then would lose the end of it without
 * a word.
 */
final class Readiness {

  /** Waiting times; each is used until the time waited so far exceeds the next in the row. */
  private static final int[] STEPS = {5, 10, 20, 30, 60};

  /** Where X does not say when a Space ended, it had by then. */
  private static final Duration LONGEST_SPACE = Duration.ofDays(1);

  private final PlanSettings settings;
  private final Clock clock;

  Readiness(PlanSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The recording, if it can be taken.
   *
   * @throws NotYetException if it may be whole later
   * @throws ProblemException if it will not
   */
  Recording check(PlanTask task, Recording recording) {
    if (recording.segments().isEmpty()) {
      throw hasLongEnded(task.space())
          ? Unreadable.because("The recording's playlist lists nothing.")
          : later(task);
    }
    if (recording.playlist().ended()) {
      if (hasJustEnded(task)
          && shareOfClock(task.space(), recording, 1) < settings.completeShare()) {
        throw later(task);
      }
      return recording;
    }
    // Left open for good, but from the first segment on and as long as the Space was.
    if (hasLongEnded(task.space())
        && recording.playlist().firstSequence() == 0
        && shareOfClock(task.space(), recording, 0) >= settings.completeShare()) {
      return recording;
    }
    throw later(task);
  }

  /** What it means that the playlist could not be read. */
  RuntimeException explain(PlanTask task, MediaException failure) {
    return switch (failure.reason()) {
      case MISSING ->
          hasLongEnded(task.space())
              ? new ProblemException(ProblemCode.RECORDING_EXPIRED)
              : later(task);
      case FORBIDDEN ->
          Unreadable.because("The recording is not on the hosts that recordings are on.");
      case UNEXPECTED -> Unreadable.because("The recording's host refuses to give its playlist.");
      case TOO_LARGE -> Unreadable.because("The playlist is too large.");
      case BLOCKED -> new ProblemException(ProblemCode.GEO_BLOCKED);
      case RATE_LIMITED -> new ProblemException(ProblemCode.UPSTREAM_RATE_LIMITED);
      case UNAVAILABLE -> new ProblemException(ProblemCode.UPSTREAM_UNAVAILABLE);
    };
  }

  private RuntimeException later(PlanTask task) {
    Instant now = clock.instant();
    Instant last = task.since().plus(settings.notReadyPatience());
    if (!now.isBefore(last)) {
      return new ProblemException(ProblemCode.RECORDING_NOT_READY);
    }
    long waited = Duration.between(task.since(), now).toSeconds();
    int step = 0;
    long sum = STEPS[0];
    while (step < STEPS.length - 1 && waited >= sum) {
      sum += STEPS[++step];
    }
    Instant next = now.plusSeconds(STEPS[step]);
    return new NotYetException(next.isBefore(last) ? next : last, last);
  }

  /** The recording's length as a share of the Space's, if X tells when it began and ended. */
  private static double shareOfClock(Space space, Recording recording, double unknown) {
    if (space.startedAt() == null || space.endedAt() == null) {
      return unknown;
    }
    double clock = Duration.between(space.startedAt(), space.endedAt()).toMillis() / 1000.0;
    return clock <= 0 ? unknown : recording.playlist().seconds() / clock;
  }

  /** So lately that its playlist may still grow, and we have not waited for that yet. */
  private boolean hasJustEnded(PlanTask task) {
    Instant now = clock.instant();
    Instant ended = task.space().endedAt();
    return ended != null
        && now.isBefore(ended.plus(settings.notReadyPatience()))
        && now.isBefore(task.since().plus(settings.notReadyPatience()));
  }

  private boolean hasLongEnded(Space space) {
    Instant ended = space.endedAt();
    if (ended == null && space.startedAt() != null) {
      ended = space.startedAt().plus(LONGEST_SPACE);
    }
    return ended != null && ended.plus(settings.expiredAfter()).isBefore(clock.instant());
  }
}
