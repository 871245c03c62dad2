package top.vetra.gateway.intake;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.pipeline.disk.Disk;
import top.vetra.pipeline.disk.Disk.Mark;

/** Takes no new work on while the disk that results are stored on is nearly full. */
@Component
final class DiskGate implements IntakeGate {

  /** Room comes when work ends, or results have had their time. */
  private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

  private final Disk disk;

  DiskGate(Disk disk) {
    this.disk = disk;
  }

  @Override
  public Mono<Void> admit(String client) {
    return disk.hasRoomFor(Mark.ACCEPTING)
        .filter(room -> !room)
        .flatMap(
            full ->
                Mono.error(
                    RequestProblem.overloaded(
                        "The disk of this server is nearly full, so nothing new is begun. Try again"
                            + " in a minute, or ask its operator to make room.",
                        RETRY_AFTER)));
  }
}
