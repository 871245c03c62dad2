package top.vetra.resolver;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.resolve.FoundSpace;
import top.vetra.resolver.resolve.TryLaterException;
import top.vetra.resolver.x.call.NoAnswerException;
import top.vetra.resolver.x.call.NoAnswerException.Reason;
import top.vetra.resolver.x.call.TransientException;
import top.vetra.resolver.x.graphql.GraphqlQuery.RouteOutcome;

/**
 * What the answers of X mean for an operator.
 *
 * @param guest why there is no guest token; null if there is one
 * @param routes what each way to ask came to
 * @param recording whether the recording can be had
 */
record Diagnosis(
    @Nullable Throwable guest, List<RouteOutcome<FoundSpace>> routes, Recording recording) {

  /** One line of the report. */
  static String line(String what, @Nullable Throwable failure) {
    return failure == null
        ? "  ok      " + what
        : "  %-7s %s: %s".formatted("failed", what, words(failure));
  }

  private static String words(Throwable failure) {
    if (isBlocked(failure)) {
      return "X's firewall turns this machine away";
    }
    if (isUnavailable(failure)) {
      return "X does not answer, or with failures of its own";
    }
    if (failure instanceof NoAnswerException none) {
      return switch (none.reason()) {
        case RESTRICTED -> "X says that only people who are logged in may have it";
        case GUESTS_REFUSED, REFUSED -> "X refuses guests";
        case UNAVAILABLE -> "X does not answer";
        case NOT_UNDERSTOOD -> "X answers in a way that is not known";
        case EMPTY -> "X answers with nothing";
        case STALE -> "X does not know this id any more";
        case SESSION_REFUSED -> "X does not take the cookies";
      };
    }
    if (failure instanceof TryLaterException) {
      return "X asks to slow down, or keeps failing";
    }
    return failure instanceof ProblemException named
        ? named.problem().title()
        : String.valueOf(failure.getMessage());
  }

  private static boolean isBlocked(@Nullable Throwable failure) {
    return failure instanceof TryLaterException later
        && later.reason() == ProblemCode.UPSTREAM_BLOCKED;
  }

  private static boolean isUnavailable(@Nullable Throwable failure) {
    return failure instanceof TransientException || is(failure, Reason.UNAVAILABLE);
  }

  /** Whether recordings are to be had from this machine. */
  boolean isWell() {
    return recording.isRead();
  }

  /** What it means, and what to do about it. */
  List<String> sentences() {
    List<String> said = new ArrayList<>();
    if (isBlocked(guest) || routes.stream().anyMatch(route -> isBlocked(route.failure()))) {
      said.add(
          "This machine's address is blocked: the firewall before X turns it away, whatever is asked."
              + " Send what goes to X through another address with VETRA_X_PROXY.");
    }
    if (!routes.isEmpty() && routes.stream().allMatch(route -> isUnavailable(route.failure()))) {
      said.add(
          "X is out of reach, or down: see whether this machine reaches its hosts at all, and how"
              + " (VETRA_X_PROXY).");
    }
    boolean guestsServed = ofGuests().stream().anyMatch(route -> route.failure() == null);
    if (!guestsServed && (refuses(guest) || hasOnly(Reason.EMPTY, Reason.REFUSED))) {
      said.add(
          "Guests are shut out: X gives nothing to who is not logged in. Set the cookies of an account"
              + " with VETRA_X_AUTH_TOKEN and VETRA_X_CT0. (Or there is no such Space: see whether it"
              + " plays on X.)");
    }
    if (routes.stream().anyMatch(route -> is(route.failure(), Reason.STALE))) {
      said.add(
          hasOnly(Reason.STALE)
              ? "All ids are stale: X knows none of the query ids. Vetra reads the present one from X's"
                  + " web client by itself; where that fails, set it with VETRA_X_SPACE_QUERY_IDS."
              : "Some ids are stale, which does no harm while others work.");
    }
    said.addAll(recording.sentences());
    if (isWell()) {
      said.add("Recordings are to be had from this machine.");
    }
    if (said.isEmpty()) {
      said.add("The recording of this Space is not to be had; the lines above say why.");
    }
    return said;
  }

  private List<RouteOutcome<FoundSpace>> ofGuests() {
    return routes.stream().filter(route -> route.route().startsWith("guest")).toList();
  }

  /** Whether ids that X does not know aside, guests came to nothing else. */
  private boolean hasOnly(Reason... reasons) {
    List<Throwable> known =
        ofGuests().stream()
            .map(RouteOutcome::failure)
            .filter(
                failure -> List.of(reasons).contains(Reason.STALE) || !is(failure, Reason.STALE))
            .filter(Objects::nonNull)
            .map(Throwable.class::cast)
            .toList();
    return ofGuests().stream().noneMatch(route -> route.failure() == null)
        && !known.isEmpty()
        && known.stream()
            .allMatch(failure -> List.of(reasons).stream().anyMatch(one -> is(failure, one)));
  }

  private static boolean refuses(@Nullable Throwable failure) {
    return is(failure, Reason.GUESTS_REFUSED);
  }

  private static boolean is(@Nullable Throwable failure, Reason reason) {
    return failure instanceof NoAnswerException none && none.reason() == reason;
  }

  /**
   * What came of the recording.
   *
   * @param failure why X does not say where it lies
   * @param media what reading it came to; null where that was not tried
   */
  record Recording(boolean isAsked, @Nullable Throwable failure, @Nullable MediaCheck media) {

    static final Recording NOT_ASKED_FOR = new Recording(false, null, null);

    static Recording of(@Nullable Throwable failure, @Nullable MediaCheck media) {
      return new Recording(true, failure, media);
    }

    boolean isRead() {
      return media != null && media.isRead();
    }

    List<String> lines() {
      if (!isAsked) {
        return List.of("  -       recording: not asked for, since no Space was found");
      }
      String address = line("address of the recording", failure);
      return media == null
          ? List.of(address)
          : List.of(
              address,
              media.isRead()
                  ? "  ok      recording at " + media.playlist().getHost()
                  : "  failed  recording at %s: %s"
                      .formatted(media.playlist().getHost(), media.outcome()));
    }

    List<String> sentences() {
      return media == null || media.isRead()
          ? List.of()
          : List.of(
              "The media host cannot be read from this machine: %s %s. Recordings do not go through"
                      .formatted(media.playlist().getHost(), media.outcome())
                  + " VETRA_X_PROXY.");
    }
  }
}
