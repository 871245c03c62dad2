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
 * @param space once X has told what it is
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
    @Nullable Space space,
    @Nullable Result result,
    @Nullable Problem error,
    Instant createdAt,
    Instant updatedAt) {}
