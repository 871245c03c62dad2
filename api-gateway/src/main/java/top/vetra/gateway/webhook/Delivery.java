package top.vetra.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import top.vetra.model.queue.DeliverTask;

/**
 * One try to tell an endpoint that its job ended, as its caller sees it.
 *
 * @param trigger why it was made
 * @param attempt which one of this trigger it is, from 1
 * @param startedAt when it was made
 * @param durationSeconds until the answer, or until it was given up; absent while it lasts
 * @param status the HTTP status of the answer; absent if there was none
 * @param failure why it does not count as delivered; absent if it does
 * @param nextTryAt when the next one by schedule is due; absent if there is none
 */
public record Delivery(
    Trigger trigger,
    int attempt,
    Instant startedAt,
    @Nullable Double durationSeconds,
    @Nullable Integer status,
    @Nullable Failure failure,
    @Nullable Instant nextTryAt) {

  private static final double MILLIS = 1000;

  /** Why a try was made. */
  public enum Trigger {
    /** The job's end, and the pauses after it. */
    @JsonProperty("schedule")
    SCHEDULE,
    /** Somebody asked for it. */
    @JsonProperty("request")
    REQUEST
  }

  /** A try that begins. */
  static Delivery begun(DeliverTask task, Instant now) {
    return new Delivery(
        task.requested() ? Trigger.REQUEST : Trigger.SCHEDULE,
        task.attempt(),
        now.truncatedTo(ChronoUnit.MILLIS),
        null,
        null,
        null,
        null);
  }

  /** The try once it is over. */
  Delivery ended(Answer answer, Instant now, @Nullable Instant next) {
    return new Delivery(
        trigger,
        attempt,
        startedAt,
        Duration.between(startedAt, now).toMillis() / MILLIS,
        answer.status(),
        answer.failure(),
        next == null ? null : next.truncatedTo(ChronoUnit.MILLIS));
  }

  /** Whether this is the try that the task stands for. */
  boolean isOf(DeliverTask task) {
    return attempt == task.attempt() && task.requested() == (trigger == Trigger.REQUEST);
  }

  boolean isOver() {
    return durationSeconds != null;
  }

  /** Whether no other has to follow: the endpoint has it, or wants no more of it. */
  boolean isLast() {
    return isOver() && (failure == null || failure == Failure.GONE);
  }
}
