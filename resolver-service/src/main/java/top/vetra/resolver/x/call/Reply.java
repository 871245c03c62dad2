package top.vetra.resolver.x.call;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.x.call.NoAnswerException.Reason;

/** An answer of X's API: 2xx, 400, 404 and the like, with JSON or without. */
public final class Reply {

  private static final Logger log = LoggerFactory.getLogger(Reply.class);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Answer answer;
  private final JsonNode json;
  private final Complaints complaints;

  private final Caller caller;

  private Reply(Answer answer, Caller caller, JsonNode json) {
    this.answer = answer;
    this.caller = caller;
    this.json = json;
    this.complaints = Complaints.in(json);
  }

  static Reply of(Answer answer, Caller caller) {
    try {
      JsonNode json = JSON.readTree(answer.body());
      return new Reply(answer, caller, json.isObject() ? json : MissingNode.getInstance());
    } catch (JacksonException notJson) {
      return new Reply(answer, caller, MissingNode.getInstance());
    }
  }

  /** Whether it is what everybody is told. */
  public boolean isForGuest() {
    return caller == Caller.GUEST;
  }

  /** The HTTP status. */
  public int status() {
    return answer.status();
  }

  /** The body; a missing node if it is not a JSON object. */
  public JsonNode json() {
    return json;
  }

  Complaints complaints() {
    return complaints;
  }

  Answer answer() {
    return answer;
  }

  /** Whether there is something to read beside complaints. */
  boolean hasData() {
    return !json.path("data").isEmpty();
  }

  /**
   * Why a GraphQL answer does not hold what was asked for.
   *
   * @param notFound what it means that there is nothing, and no reason for it
   */
  public RuntimeException withoutResult(ProblemCode notFound) {
    if (complaints.needsLogin()) {
      return restricted();
    }
    if (complaints.invalidId()) {
      return new ProblemException(notFound);
    }
    if (complaints.inTrouble()) {
      return ownTrouble();
    }
    if (complaints.onlyFalseAlarm()) {
      // It comes from behind the query, so the query is known, whatever the status.
      return new TransientException(
          answer.endpoint() + " answered with a false alarm", empty(notFound));
    }
    if (complaints.notFound()) {
      return empty(notFound);
    }
    if (status() >= 400) {
      // GraphQL says 200 for what is not there; other statuses are about the query itself.
      Set<String> missing = complaints.missingFeatures();
      boolean blank = status() == 404 && answer.body().length == 0;
      NoAnswerException changed =
          blank || !missing.isEmpty() ? changed() : notUnderstood("refused query");
      return NoAnswerException.stale(changed.otherwise(), missing, blank);
    }
    JsonNode data = json.path("data");
    boolean nothing = data.isObject() || data.isNull() || (json.isObject() && json.isEmpty());
    return nothing && !complaints.any() ? empty(notFound) : notUnderstood("no result");
  }

  private static NoAnswerException empty(ProblemCode notFound) {
    return new NoAnswerException(Reason.EMPTY, new ProblemException(notFound));
  }

  private static NoAnswerException restricted() {
    return NoAnswerException.restricted(ProblemCode.SPACE_RESTRICTED.advice());
  }

  private TransientException ownTrouble() {
    return new TransientException(answer.endpoint() + " answered with X's own trouble");
  }

  /** Whether X complains of a failure of its own. */
  public boolean inTrouble() {
    return complaints.inTrouble();
  }

  /** Why a stream status does not hold a stream. */
  public RuntimeException withoutStream() {
    if (complaints.needsLogin()) {
      return restricted();
    }
    return complaints.inTrouble() || complaints.onlyFalseAlarm()
        ? ownTrouble()
        : notUnderstood("no stream");
  }

  /** Why an answer of X's older API does not hold the broadcast that was asked for. */
  public RuntimeException withoutBroadcast(ProblemCode notFound) {
    if (complaints.needsLogin()) {
      return restricted();
    }
    if (complaints.inTrouble()) {
      return ownTrouble();
    }
    boolean empty = json.path("broadcasts").isObject();
    return empty || status() == 404 || complaints.invalidId() || complaints.notFound()
        ? new ProblemException(notFound)
        : notUnderstood("no broadcast");
  }

  /** Worth asking again at once; if it stays so, X has changed. */
  public RuntimeException incomplete(String what) {
    return new TransientException(answer.endpoint() + " answered with " + what, changed());
  }

  /** An answer of an unknown shape; leaves in the log what is needed to mend this service. */
  public NoAnswerException notUnderstood(String what) {
    log.error(
        "X seems to have changed: {} in an answer of {}, status {}: {}",
        what,
        answer.endpoint(),
        status(),
        Excerpt.of(answer.text()));
    return changed();
  }

  private static NoAnswerException changed() {
    return new NoAnswerException(
        Reason.NOT_UNDERSTOOD, new ProblemException(ProblemCode.UPSTREAM_CHANGED));
  }
}
