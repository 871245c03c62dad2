package top.vetra.gateway.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.Preset;
import top.vetra.model.job.ResultFile;
import top.vetra.model.job.Shortfall;
import top.vetra.model.job.Space;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.Problem;

/**
 * What the event log says of a conversion so far. {@link #apply} never goes backwards: events may
 * come twice, late or in another order than they happened, and the first end is the end.
 *
 * @param id the conversion
 * @param version how often it has changed; 0 for one that nothing is known of
 * @param link what was pasted, once an order is known
 * @param preset how to convert it, once an order is known
 * @param client who ordered it first, by a pseudonym; null where that is not known
 * @param begunAt when workers were first told of it; null while it waits for its turn
 * @param status where it stands; {@link JobStatus#CANCELED} once nobody wants it any more
 * @param space what X says of it
 * @param shortfall why there may be less of the recording than of the Space; null for a whole one
 * @param headway how much is fetched and encoded
 * @param percent 0 to 100
 * @param waitingUntil the latest time that was named for going on
 * @param givingUpAt the time that was named with it for looking the last time, if one was
 * @param result once completed
 * @param error once failed
 * @param createdAt when its first order was accepted
 * @param updatedAt when it last changed
 */
public record ConversionState(
    String id,
    long version,
    @Nullable SpaceLink link,
    @Nullable Preset preset,
    @Nullable String client,
    @Nullable Instant begunAt,
    JobStatus status,
    @Nullable Space space,
    @Nullable Shortfall shortfall,
    Headway headway,
    int percent,
    @Nullable Instant waitingUntil,
    @Nullable Instant givingUpAt,
    @Nullable ResultFile result,
    @Nullable Problem error,
    Instant createdAt,
    Instant updatedAt) {

  private static final int PERCENT_RESOLVING = 1;
  private static final int PERCENT_PLANNED = 3;
  private static final int PERCENT_ASSEMBLING = 98;

  /** One that nothing is known of. */
  public static ConversionState unknown(String id) {
    return new ConversionState(
        id,
        0,
        null,
        null,
        null,
        null,
        JobStatus.QUEUED,
        null,
        null,
        Headway.NONE,
        0,
        null,
        null,
        null,
        null,
        Instant.EPOCH,
        Instant.EPOCH);
  }

  /** The state after this event; the same state if the event tells nothing new. */
  public ConversionState apply(JobEvent event) {
    Draft draft = new Draft(this);
    if (event instanceof JobEvent.Accepted accepted) {
      draft.accepted(accepted);
    } else if (!status.isFinal()) {
      draft.worked(event);
    }
    return draft.next(event.at());
  }

  /** Whether it waits for its turn: no worker has been told of it, so its silence means nothing. */
  @JsonIgnore
  public boolean isHeld() {
    return status == JobStatus.QUEUED && begunAt == null;
  }

  /** The state once workers are told of it; no change where they have been, or of what. */
  public ConversionState begin(Instant at) {
    Draft draft = new Draft(this);
    if (isHeld() && link != null) {
      draft.begunAt = at;
    }
    return draft.next(at);
  }

  /** The state once nobody wants it any more; no change where it has ended before. */
  public ConversionState abandon(Instant at) {
    Draft draft = new Draft(this);
    if (!status.isFinal()) {
      draft.status = JobStatus.CANCELED;
    }
    return draft.next(at);
  }

  /**
   * Whether it was made of a recording to which X may have added by now: then it is no answer to
   * whoever asks at this time.
   */
  public boolean isOutdated(Instant now) {
    Instant checkAfter = shortfall == null ? null : shortfall.checkAfter();
    return checkAfter != null && !now.isBefore(checkAfter);
  }

  /** The kind of file that is made. */
  Format format() {
    return preset == null ? Format.MP3 : preset.format();
  }

  /** The next state in the making. */
  private static final class Draft {

    private final ConversionState before;
    private @Nullable SpaceLink link;
    private @Nullable Preset preset;
    private @Nullable String client;
    private @Nullable Instant begunAt;
    private JobStatus status;
    private @Nullable Space space;
    private @Nullable Shortfall shortfall;
    private Headway headway;
    private int percent;
    private @Nullable Instant waitingUntil;
    private @Nullable Instant givingUpAt;
    private @Nullable ResultFile result;
    private @Nullable Problem error;
    private Instant createdAt;

    Draft(ConversionState before) {
      this.before = before;
      link = before.link;
      preset = before.preset;
      client = before.client;
      begunAt = before.begunAt;
      status = before.status;
      space = before.space;
      shortfall = before.shortfall;
      headway = before.headway;
      percent = before.percent;
      waitingUntil = before.waitingUntil;
      givingUpAt = before.givingUpAt;
      result = before.result;
      error = before.error;
      createdAt = before.createdAt;
    }

    void accepted(JobEvent.Accepted accepted) {
      if (link == null) {
        link = accepted.order().link();
        preset = accepted.order().preset();
        client = accepted.order().client();
        createdAt = accepted.at();
      }
    }

    void worked(JobEvent event) {
      if (event instanceof JobEvent.Resolving) {
        reach(JobStatus.RESOLVING, PERCENT_RESOLVING);
      } else if (event instanceof JobEvent.SpaceFound found) {
        reach(JobStatus.RESOLVING, PERCENT_RESOLVING);
        space = space == null || found.space().hasKeptAvatar() ? found.space() : space;
      } else if (event instanceof JobEvent.Waiting waiting) {
        reach(JobStatus.WAITING, PERCENT_RESOLVING);
        if (waitingUntil == null || waiting.until().isAfter(waitingUntil)) {
          waitingUntil = waiting.until();
          givingUpAt = waiting.givingUpAt();
        }
      } else if (event instanceof JobEvent.Planned planned) {
        shortfall = shortfall == null ? planned.shortfall() : shortfall;
        progressed(headway.planned(planned));
      } else if (event instanceof JobEvent.ChunkFetched fetched) {
        progressed(headway.fetched(fetched));
      } else if (event instanceof JobEvent.ChunkEncoded encoded) {
        progressed(headway.encoded(encoded));
      } else if (event instanceof JobEvent.Completed completed) {
        reach(JobStatus.COMPLETED, 100);
        result = completed.result();
      } else if (event instanceof JobEvent.Failed failed) {
        reach(JobStatus.FAILED, percent);
        error = failed.problem();
      }
    }

    private void progressed(Headway further) {
      headway = further;
      if (headway.isPlanned()) {
        Format format = preset == null ? Format.MP3 : preset.format();
        reach(
            headway.isFetched() ? JobStatus.TRANSCODING : JobStatus.FETCHING,
            PERCENT_PLANNED
                + (int) ((PERCENT_ASSEMBLING - PERCENT_PLANNED) * headway.share(format)));
      }
    }

    private void reach(JobStatus atLeast, int percentAtLeast) {
      status = status.compareTo(atLeast) < 0 ? atLeast : status;
      percent = Math.max(percent, percentAtLeast);
    }

    /** The draft as a state, a version further if it differs. */
    ConversionState next(Instant at) {
      Instant updatedAt = at.isAfter(before.updatedAt) ? at : before.updatedAt;
      ConversionState unchanged = state(before.version, before.updatedAt);
      return unchanged.equals(before) ? before : state(before.version + 1, updatedAt);
    }

    private ConversionState state(long version, Instant updatedAt) {
      return new ConversionState(
          before.id,
          version,
          link,
          preset,
          client,
          begunAt,
          status,
          space,
          shortfall,
          headway,
          percent,
          waitingUntil,
          givingUpAt,
          result,
          error,
          createdAt,
          updatedAt);
    }
  }
}
