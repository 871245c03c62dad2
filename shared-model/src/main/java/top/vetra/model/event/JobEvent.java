package top.vetra.model.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.ResultFile;
import top.vetra.model.job.Shortfall;
import top.vetra.model.job.Space;
import top.vetra.model.problem.Problem;

/**
 * What happened. The log of these, keyed by conversion, is the truth about every job; the job
 * record is made from it and can be made again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JobEvent.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = JobEvent.Canceled.class, name = "canceled"),
  @JsonSubTypes.Type(value = JobEvent.Moved.class, name = "moved"),
  @JsonSubTypes.Type(value = JobEvent.Resolving.class, name = "resolving"),
  @JsonSubTypes.Type(value = JobEvent.SpaceFound.class, name = "spaceFound"),
  @JsonSubTypes.Type(value = JobEvent.Waiting.class, name = "waiting"),
  @JsonSubTypes.Type(value = JobEvent.Planned.class, name = "planned"),
  @JsonSubTypes.Type(value = JobEvent.ChunkFetched.class, name = "chunkFetched"),
  @JsonSubTypes.Type(value = JobEvent.ChunkEncoded.class, name = "chunkEncoded"),
  @JsonSubTypes.Type(value = JobEvent.Completed.class, name = "completed"),
  @JsonSubTypes.Type(value = JobEvent.Failed.class, name = "failed")
})
public sealed interface JobEvent {

  /** The piece of shared work that it happened to. */
  String conversionId();

  /** When it happened. */
  Instant at();

  /** A job was accepted; the first of a conversion starts it, later ones join it. */
  record Accepted(String conversionId, Instant at, JobOrder order) implements JobEvent {}

  /** A job was canceled by its owner. Others may still want the conversion. */
  record Canceled(String conversionId, Instant at, String jobId) implements JobEvent {}

  /**
   * A job is served by another conversion from now on, because that one does the same work. The
   * other is told of the job when this is read, by an {@link Accepted} of its own; not if the job
   * has ended or has moved by then.
   *
   * @param conversionId the conversion that served it so far
   * @param toConversionId the conversion that serves it now
   */
  record Moved(String conversionId, Instant at, String jobId, String toConversionId)
      implements JobEvent {}

  /** X is being asked what the link is. */
  record Resolving(String conversionId, Instant at) implements JobEvent {}

  /** X told what the Space is. */
  record SpaceFound(String conversionId, Instant at, Space space) implements JobEvent {}

  /**
   * Nothing can be done until later.
   *
   * @param reason what is waited for
   * @param until when it is tried again
   * @param givingUpAt when it is tried for the last time; null if that is not known
   */
  record Waiting(
      String conversionId, Instant at, Problem reason, Instant until, @Nullable Instant givingUpAt)
      implements JobEvent {}

  /**
   * The playlist was read.
   *
   * @param segmentsTotal segments in it
   * @param chunksTotal chunks that they make
   * @param durationSeconds their length by the playlist
   * @param shortfall why there may be less of it than of the Space; absent for a whole one
   */
  record Planned(
      String conversionId,
      Instant at,
      int segmentsTotal,
      int chunksTotal,
      double durationSeconds,
      @Nullable Shortfall shortfall)
      implements JobEvent {

    /** Of a whole recording. */
    public Planned(
        String conversionId,
        Instant at,
        int segmentsTotal,
        int chunksTotal,
        double durationSeconds) {
      this(conversionId, at, segmentsTotal, chunksTotal, durationSeconds, null);
    }
  }

  /**
   * A chunk is stored.
   *
   * @param chunk from 0
   * @param segmentsFetched segments stored so far, in all chunks
   */
  record ChunkFetched(String conversionId, Instant at, int chunk, int segmentsFetched)
      implements JobEvent {}

  /**
   * A chunk is encoded.
   *
   * @param chunk from 0
   */
  record ChunkEncoded(String conversionId, Instant at, int chunk) implements JobEvent {}

  /** The file is there. */
  record Completed(String conversionId, Instant at, ResultFile result) implements JobEvent {}

  /** It ended without a file. */
  record Failed(String conversionId, Instant at, Problem problem) implements JobEvent {}
}
