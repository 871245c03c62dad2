package top.vetra.fetcher.plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.fetcher.media.MediaException;
import top.vetra.fetcher.playlist.Playlist;
import top.vetra.fetcher.playlist.Recording;
import top.vetra.fetcher.playlist.Unreadable;
import top.vetra.model.job.Shortfall;
import top.vetra.model.job.Space;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.Looks;
import top.vetra.model.queue.PlanTask;

/**
 * Decides whether a recording can be taken as it is. Just after a Space has ended its playlist may
 * be missing, open or too short for some minutes, though it says that it is closed; to take it then
 * would lose the end of it without a word.
 */
final class Readiness {

  /** Where X does not say when a Space ended, it had by then. */
  private static final Duration LONGEST_SPACE = Duration.ofDays(1);

  /** By so many segments the clock and the playlist may differ for reasons of their own. */
  private static final int USUAL_DIFFERENCE = 2;

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
  Judgement check(PlanTask task, Recording recording) {
    Looking look = look(task, recording.playlist());
    boolean over = hasLongEnded(task.space());
    if (recording.segments().isEmpty()) {
      throw over ? Unreadable.because("The recording's playlist lists nothing.") : look.later();
    }
    return recording.playlist().ended() ? closed(look, recording) : open(look, recording, over);
  }

  private Judgement closed(Looking look, Recording recording) {
    Space space = look.task().space();
    boolean mayGrow = hasJustEnded(space, look.now()) || look.hasChanged();
    if (!mayGrow || !fallsShort(space, recording.playlist())) {
      return new Judgement(recording, null);
    }
    if (look.isSettled() || look.isOutOfPatience()) {
      return new Judgement(
          recording,
          new Shortfall(Shortfall.Kind.PROVISIONAL, look.now().plus(settings.settledAfter())));
    }
    throw look.later();
  }

  private Judgement open(Looking look, Recording recording, boolean over) {
    if (over && isWholeByClock(look.task().space(), recording.playlist())) {
      return new Judgement(recording, null);
    }
    if (over && look.isSettled()) {
      return new Judgement(recording, new Shortfall(Shortfall.Kind.UNCLOSED, null));
    }
    throw look.later();
  }

  /** What it means that the playlist could not be read. */
  RuntimeException explain(PlanTask task, MediaException failure) {
    Looking look = look(task, null);
    boolean over = hasLongEnded(task.space());
    return switch (failure.reason()) {
      case MISSING ->
          over ? look.again(new ProblemException(ProblemCode.RECORDING_EXPIRED)) : look.later();
      case REFUSED -> over ? look.again(refused()) : look.later(refused());
      case FORBIDDEN ->
          Unreadable.because("The recording is not on the hosts that recordings are on.");
      case UNEXPECTED -> Unreadable.because("The recording's host refuses to give its playlist.");
      case TOO_LARGE -> Unreadable.because("The playlist is too large.");
      case BLOCKED -> new ProblemException(ProblemCode.GEO_BLOCKED);
      case RATE_LIMITED -> new ProblemException(ProblemCode.UPSTREAM_RATE_LIMITED);
      case UNAVAILABLE -> new ProblemException(ProblemCode.UPSTREAM_UNAVAILABLE);
    };
  }

  /** Others may well be served: it is no proof that the recording is gone. */
  private static ProblemException refused() {
    return new ProblemException(
        ProblemCode.UPSTREAM_BLOCKED,
        "The host that has the recording turns requests from this server away. Try again in an"
            + " hour.");
  }

  private Looking look(PlanTask task, Playlist.@Nullable Media playlist) {
    Instant now = clock.instant();
    if (playlist == null) {
      return new Looking(task, null, now, settings);
    }
    Looks before = task.looks();
    long end = playlist.firstSequence() + playlist.segments().size();
    return new Looking(
        task,
        new Looks.Seen(end, playlist.seconds(), playlist.ended(), now)
            .after(before == null ? null : before.seen()),
        now,
        settings);
  }

  /** Shorter than the Space by the clock, which nobody knows of all Spaces. */
  private static boolean fallsShort(Space space, Playlist.Media playlist) {
    double segment = playlist.seconds() / playlist.segments().size();
    return secondsByClock(space) - playlist.seconds() > USUAL_DIFFERENCE * segment;
  }

  /** From the first segment on and about as long as the Space was. */
  private boolean isWholeByClock(Space space, Playlist.Media playlist) {
    double byClock = secondsByClock(space);
    return byClock > 0
        && playlist.firstSequence() == 0
        && playlist.seconds() >= settings.completeShare() * byClock;
  }

  /** Zero or less if X does not tell when it began and ended. */
  private static double secondsByClock(Space space) {
    return space.startedAt() == null || space.endedAt() == null
        ? 0
        : Duration.between(space.startedAt(), space.endedAt()).toMillis() / 1000.0;
  }

  /** So lately that its playlist may still grow. */
  private boolean hasJustEnded(Space space, Instant now) {
    Instant ended = space.endedAt();
    return ended != null && now.isBefore(ended.plus(settings.notReadyPatience()));
  }

  private boolean hasLongEnded(Space space) {
    Instant ended = space.endedAt();
    if (ended == null && space.startedAt() != null) {
      ended = space.startedAt().plus(LONGEST_SPACE);
    }
    return ended != null && ended.plus(settings.expiredAfter()).isBefore(clock.instant());
  }
}
