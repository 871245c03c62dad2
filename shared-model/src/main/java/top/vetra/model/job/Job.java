package top.vetra.model.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.problem.Problem;

/**
 * A job as the public API shows it.
 *
 * @param id unguessable; whoever has it may see and cancel the job
 * @param status where it stands
 * @param progress how far it is
 * @param queue while it waits for its turn
 * @param waitingUntil while it waits for X: when X is asked again
 * @param givingUpAt while it waits for the recording of a Space that has just ended: when X is
 *     asked for the last time
 * @param clipId the clip of the Space that the pasted link named
 * @param startSeconds where in the recording the pasted link leads
 * @param space once X has told what it is
 * @param shortfall why there may be less of the recording than of the Space; absent for a whole one
 * @param result once completed
 * @param error once failed
 * @param createdAt when it was accepted
 * @param updatedAt when it last changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(
    String id,
    JobStatus status,
    Progress progress,
    @Nullable Queue queue,
    @Nullable Instant waitingUntil,
    @Nullable Instant givingUpAt,
    @Nullable String clipId,
    @Nullable Integer startSeconds,
    @Nullable Space space,
    Shortfall.@Nullable Kind shortfall,
    @Nullable Result result,
    @Nullable Problem error,
    Instant createdAt,
    Instant updatedAt) {}
