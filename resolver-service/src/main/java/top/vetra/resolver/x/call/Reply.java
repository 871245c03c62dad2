package top.vetra.resolver.x.call;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** An answer of X's API: 2xx, 400, 404 and the like, with JSON or without. */
public final class Reply {

  private static final Logger log = LoggerFactory.getLogger(Reply.class);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Answer answer;
  private final JsonNode json;
  private final Complaints complaints;

  private Reply(Answer answer, JsonNode json) {
    this.answer = answer;
    this.json = json;
    this.complaints = Complaints.in(json);
  }

  static Reply of(Answer answer) {
    try {
      JsonNode json = JSON.readTree(answer.body());
      return new Reply(answer, json.isObject() ? json : MissingNode.getInstance());
    } catch (JacksonException notJson) {
      return new Reply(answer, MissingNode.getInstance());
    }
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
      return new LoginNeededException(new ProblemException(ProblemCode.SPACE_RESTRICTED));
    }
    if (complaints.invalidId()) {
      return new ProblemException(notFound);
    }
    if (complaints.inTrouble()) {
      return new TransientException(answer.endpoint() + " answered with X's own trouble");
    }
    if (complaints.onlyFalseAlarm()) {
      // It comes from behind the query, so the query is known, whatever the status.
      return new TransientException(answer.endpoint() + " answered with a false alarm", notFound);
    }
    if (status() >= 400) {
      // GraphQL says 200 for what is not there; other statuses are about the query itself.
      return new StaleQueryException(
          complaints.notFound() ? new ProblemException(notFound) : notUnderstood("refused query"),
          complaints.missingFeatures(),
          status() == 404 && answer.body().length == 0);
    }
    JsonNode data = json.path("data");
    boolean empty = (data.isObject() || data.isNull()) && !complaints.any();
    return empty || complaints.notFound()
        ? new ProblemException(notFound)
        : notUnderstood("no result");
  }

  /** Whether X complains of a failure of its own. */
  public boolean inTrouble() {
    return complaints.inTrouble();
  }

  /** Why a stream status does not hold a stream. */
  public RuntimeException withoutStream() {
    if (complaints.needsLogin()) {
      return new LoginNeededException(new ProblemException(ProblemCode.SPACE_RESTRICTED));
    }
    return complaints.inTrouble() || complaints.onlyFalseAlarm()
        ? new TransientException(answer.endpoint() + " answered with X's own trouble")
        : notUnderstood("no stream");
  }

  /** Why an answer of X's older API does not hold the broadcast that was asked for. */
  public RuntimeException withoutBroadcast(ProblemCode notFound) {
    if (complaints.needsLogin()) {
      return new LoginNeededException(new ProblemException(ProblemCode.SPACE_RESTRICTED));
    }
    if (complaints.inTrouble()) {
      return new TransientException(answer.endpoint() + " answered with X's own trouble");
    }
    boolean empty = json.path("broadcasts").isObject();
    return empty || status() == 404 || complaints.invalidId() || complaints.notFound()
        ? new ProblemException(notFound)
        : notUnderstood("no broadcast");
  }

  /** Worth asking again at once; if it stays so, X has changed. */
  public RuntimeException incomplete(String what) {
    return new TransientException(
        answer.endpoint() + " answered with " + what, ProblemCode.UPSTREAM_CHANGED);
  }

  /** Ends the conversion, leaving in the log what is needed to mend this service. */
  public ProblemException notUnderstood(String what) {
    log.error(
        "X seems to have changed: {} in an answer of {}, status {}: {}",
        what,
        answer.endpoint(),
        status(),
        Excerpt.of(answer.text()));
    return new ProblemException(ProblemCode.UPSTREAM_CHANGED);
  }
}
