package top.vetra.gateway.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import top.vetra.model.job.Job;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.Progress;
import top.vetra.model.job.Queue;
import top.vetra.model.job.Result;
import top.vetra.model.job.Shortfall;
import top.vetra.model.job.Space;

/**
 * A job together with the conversion that serves it, as a caller sees it.
 *
 * @param record the job
 * @param conversion where its conversion stands
 * @param queue where it stands in line, while it waits for its turn and that is known
 */
public record JobView(JobRecord record, ConversionState conversion, @Nullable Queue queue) {

  /** More than any conversion has changes, so that a change of the job counts for more. */
  private static final long JOB_STEP = 1_000_000;

  /** Below this each step ahead counts as a change; above it each tenth, and so on. */
  private static final int EXACT_PLACES = 100;

  /** A job that does not wait for its turn. */
  public JobView(JobRecord record, ConversionState conversion) {
    this(record, conversion, null);
  }

  /** Where the job stands. A conversion that was given up is on its way to be replaced. */
  public JobStatus status() {
    if (record.cancellation() != null) {
      return JobStatus.CANCELED;
    }
    JobStatus status =
        conversion.status() == JobStatus.CANCELED ? JobStatus.QUEUED : conversion.status();
    JobRecord.Floor floor = record.floor();
    return floor != null && status.compareTo(floor.status()) < 0 ? floor.status() : status;
  }

  /** Grows with every change of what a caller sees; stays as it is once the job is final. */
  public long version() {
    return record.version() * JOB_STEP + (record.cancellation() == null ? conversion.version() : 0);
  }

  /**
   * Differs with every change that is worth being told, among them steps ahead in line: far behind,
   * only some of them, since in a long line all step ahead whenever one does.
   */
  public String tag() {
    String version = Long.toString(version());
    return queue() == null ? version : version + "-" + coarse(queue().place());
  }

  private static int coarse(int place) {
    int step = 1;
    while (place / step >= EXACT_PLACES) {
      step *= 10;
    }
    return place - place % step;
  }

  /** When the job last changed. */
  public Instant updatedAt() {
    Instant at =
        record.cancellation() == null ? conversion.updatedAt() : record.cancellation().at();
    Instant created = record.order().createdAt();
    return at.isBefore(created) ? created : at;
  }

  /** Where the job stands in line; null once it was let out, or ended. */
  @Override
  public @Nullable Queue queue() {
    return status() == JobStatus.QUEUED && conversion.isHeld() ? queue : null;
  }

  /** The job as the public API shows it. */
  public Job render(Instant now, Links links) {
    JobStatus status = status();
    return new Job(
        record.id(),
        status,
        progress(now),
        queue(),
        status == JobStatus.WAITING ? inSeconds(conversion.waitingUntil()) : null,
        status == JobStatus.WAITING ? inSeconds(conversion.givingUpAt()) : null,
        record.order().clipId(),
        record.order().startSeconds(),
        space(),
        shortfall(),
        status == JobStatus.COMPLETED ? result(now, links) : null,
        status == JobStatus.FAILED ? conversion.error() : null,
        record.order().createdAt().truncatedTo(ChronoUnit.MILLIS),
        updatedAt().truncatedTo(ChronoUnit.MILLIS));
  }

  /** How far it is; how far it was for a canceled job. */
  public Progress progress(Instant now) {
    if (record.cancellation() != null) {
      return record.cancellation().progress();
    }
    Headway headway = conversion.headway();
    return new Progress(
        record.floor() == null
            ? conversion.percent()
            : Math.max(conversion.percent(), record.floor().percent()),
        headway.segmentsFetched(),
        headway.segmentsTotal(),
        headway.chunksReady(conversion.format()),
        headway.chunksTotal(),
        status().isFinal() ? null : headway.etaSeconds(conversion.format(), now));
  }

  /** How far it is, without a guess at the rest. */
  public Progress progressWithoutEta() {
    Progress now = progress(Instant.EPOCH);
    return new Progress(
        now.percent(),
        now.segmentsFetched(),
        now.segmentsTotal(),
        now.chunksEncoded(),
        now.chunksTotal(),
        null);
  }

  private static @Nullable Instant inSeconds(@Nullable Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS);
  }

  private @Nullable Space space() {
    Space space = conversion.space();
    double measured = conversion.headway().durationSeconds();
    return space == null || measured <= 0 ? space : space.withDurationSeconds(measured);
  }

  private Shortfall.@Nullable Kind shortfall() {
    Shortfall shortfall = conversion.shortfall();
    return shortfall == null ? null : shortfall.kind();
  }

  private @Nullable Result result(Instant now, Links links) {
    var file = conversion.result();
    if (file == null) {
      return null;
    }
    var link = links.current(file, conversion.updatedAt(), now);
    return new Result(
        link.url(),
        link.expiresAt().truncatedTo(ChronoUnit.SECONDS),
        file.fileName(),
        file.contentType(),
        file.sizeBytes(),
        file.durationSeconds(),
        file.gaps());
  }
}
