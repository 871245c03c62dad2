package top.vetra.gateway.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.Progress;

/**
 * What is known of a job beside the conversion that serves it.
 *
 * @param order what was asked for, with the conversion that served it first
 * @param version how often the record has changed, from 1
 * @param moves from a conversion to the one that took the job over; kept whole, since conversions
 *     lie in different partitions of the log and their events may be read in any order
 * @param floor what its callers have seen already, once it was moved
 * @param cancellation once canceled
 */
public record JobRecord(
    JobOrder order,
    long version,
    Map<String, String> moves,
    @Nullable Floor floor,
    @Nullable Cancellation cancellation) {

  public JobRecord {
    moves = Map.copyOf(moves);
  }

  /** A job that was just accepted. */
  public static JobRecord of(JobOrder order) {
    return new JobRecord(order, 1, Map.of(), null, null);
  }

  /** The job. */
  @JsonIgnore
  public String id() {
    return order.jobId();
  }

  /** The conversion that serves the job now. */
  @JsonIgnore
  public String conversionId() {
    String id = order.conversionId();
    // Bounded, whatever the record says: a job is never moved more often than this.
    for (int hop = 0; hop < moves.size(); hop++) {
      id = moves.getOrDefault(id, id);
    }
    return id;
  }

  /** Whether this conversion has to be done for the job. */
  public boolean needs(String conversionId) {
    return cancellation == null && !moves.containsKey(conversionId);
  }

  /** Whether this conversion serves the job, or has served it. */
  public boolean wasAt(String conversionId) {
    return order.conversionId().equals(conversionId)
        || moves.containsKey(conversionId)
        || moves.containsValue(conversionId);
  }

  /**
   * The record once another conversion has taken the job over; the first move counts.
   *
   * @param seen where the job stood until then
   */
  public JobRecord moved(String from, String to, Floor seen) {
    if (moves.containsKey(from)) {
      return this;
    }
    Map<String, String> more = new HashMap<>(moves);
    more.put(from, to);
    Floor higher = floor == null || floor.percent() < seen.percent() ? seen : floor;
    return new JobRecord(order, version + 1, more, higher, cancellation);
  }

  /** The record once canceled; the first time counts. */
  public JobRecord canceled(Instant at, Progress progress) {
    return cancellation == null
        ? new JobRecord(order, version + 1, moves, floor, new Cancellation(at, progress))
        : this;
  }

  /**
   * What a job does not fall below when a conversion that is less far takes it over.
   *
   * @param status not final
   * @param percent 0 to 100
   */
  public record Floor(JobStatus status, int percent) {}

  /**
   * The end of a job by its owner's will.
   *
   * @param at when
   * @param progress how far it was
   */
  public record Cancellation(Instant at, Progress progress) {}
}
