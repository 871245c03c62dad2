package top.vetra.resolver.x.canary;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.x.call.NoAnswerException;
import top.vetra.resolver.x.call.NoAnswerException.Reason;

/**
 * A public Space that an operator knows to be there. Where X answers with nothing, it is asked for
 * as well: if X has nothing of it either, X hides Spaces from us, and nothing can be said of the
 * one that was asked for.
 */
public final class Canary {

  private static final Logger log = LoggerFactory.getLogger(Canary.class);

  private static final String HIDDEN =
      "X hides Spaces from this server at the moment, so we cannot tell whether this one is there."
          + " Try again in an hour.";

  /** However many jobs end with nothing, the canary is asked for once in so long. */
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final @Nullable Mono<?> asked;
  private final Duration interval;
  private final Clock clock;
  private final AtomicBoolean watching = new AtomicBoolean();
  private volatile @Nullable Sighting last;

  /**
   * Asks nothing yet.
   *
   * @param asked asks X for the canary, once for each subscription; null where there is none
   * @param interval how often it is asked for while it is hidden
   */
  public Canary(@Nullable Mono<?> asked, Duration interval, Clock clock) {
    this.asked = asked;
    this.interval = interval;
    this.clock = clock;
    if (asked != null) {
      Gauge.builder("vetra.upstream.hidden", this, canary -> canary.isHidden() ? 1 : 0)
          .description("Whether X hides a Space from us that is known to be there")
          .register(Metrics.globalRegistry);
    }
  }

  /**
   * Whether the canary was there when it was last looked for.
   *
   * @param since since when that is so
   * @param at when it was looked for
   */
  public record Sighting(boolean hidden, Instant since, Instant at) {}

  /** What was seen last; empty where nothing was looked for yet. */
  public Optional<Sighting> last() {
    return Optional.ofNullable(last);
  }

  private boolean isHidden() {
    return last().map(Sighting::hidden).orElse(false);
  }

  /**
   * What a question to X comes to: {@code upstream-blocked} in place of what an empty answer means
   * otherwise, where that would not be true.
   */
  public <T> Mono<T> judging(Mono<T> question) {
    return question.onErrorResume(
        NoAnswerException.class,
        none ->
            none.reason() == Reason.EMPTY && asked != null
                ? hidden(asked)
                    .flatMap(
                        hidden ->
                            Mono.error(
                                hidden
                                    ? new ProblemException(ProblemCode.UPSTREAM_BLOCKED, HIDDEN)
                                    : none.otherwise()))
                : Mono.error(none.otherwise()));
  }

  private Mono<Boolean> hidden(Mono<?> canary) {
    return Mono.defer(
        () -> {
          Sighting known = last;
          return known != null && clock.instant().isBefore(known.at.plus(REMEMBERED))
              ? Mono.just(known.hidden)
              : look(canary);
        });
  }

  private Mono<Boolean> look(Mono<?> canary) {
    return canary
        .thenReturn(false)
        .onErrorResume(
            NoAnswerException.class,
            none -> none.reason() == Reason.EMPTY ? Mono.just(true) : Mono.error(none.otherwise()))
        .onErrorResume(
            Canary::isUnknown,
            unknown -> {
              log.error("VETRA_X_CANARY names a Space that X does not know: it tells nothing");
              return Mono.just(false);
            })
        .doOnNext(hidden -> note(canary, hidden));
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof ProblemException named
        && named.problem().code() == ProblemCode.SPACE_NOT_FOUND;
  }

  private void note(Mono<?> canary, boolean hidden) {
    Instant now = clock.instant();
    Sighting before = last;
    Instant since = before != null && before.hidden == hidden ? before.since : now;
    last = new Sighting(hidden, since, now);
    if (hidden) {
      log.error(
          "X hides Spaces from this server: the canary is not to be seen either, in any way."
              + " Guests are shut out, or the canary is gone; ./vetra doctor tells more");
      watch(canary);
    } else if (before != null && before.hidden) {
      log.warn("X shows Spaces again: the canary is to be seen");
    }
  }

  /** Looks again and again until it is to be seen. */
  private void watch(Mono<?> canary) {
    if (watching.compareAndSet(false, true)) {
      Mono.delay(interval)
          .then(Mono.defer(() -> look(canary)))
          .onErrorResume(failure -> Mono.just(isHidden()))
          .repeat(this::isHidden)
          .doFinally(end -> watching.set(false))
          .subscribe();
    }
  }
}
