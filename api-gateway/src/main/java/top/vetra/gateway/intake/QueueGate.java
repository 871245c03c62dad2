package top.vetra.gateway.intake;

import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.gateway.queue.Places;
import top.vetra.gateway.queue.Places.Outlook;

/**
 * Refuses what would wait in line for too long. Who asks for little is let in behind who floods.
 */
@Component
final class QueueGate implements IntakeGate {

  /** So many conversions are kept in line; in Redis each takes some hundred bytes. */
  private static final int MAX_WAITING = 10_000;

  private static final int MAX_WAITING_OF_A_CLIENT = 1_000;

  private static final Duration FULL = Duration.ofMinutes(1);

  private final Places places;
  private final Duration longestWait;

  QueueGate(Places places, GatewaySettings settings) {
    this.places = places;
    this.longestWait = settings.queue().longestWait();
  }

  @Override
  public Mono<Void> admit(String client) {
    return places.outlook(client).flatMap(this::check);
  }

  private Mono<Void> check(Outlook outlook) {
    if (outlook.expectedWait().compareTo(longestWait) > 0) {
      return refuse(
          "A new job would wait for about %d minutes (expected: at most %d)"
              .formatted(minutes(outlook.expectedWait()), minutes(longestWait)),
          outlook.expectedWait().minus(longestWait));
    }
    if (outlook.ofClient() >= MAX_WAITING_OF_A_CLIENT) {
      return refuse(
          "%d of your jobs wait for their turn (expected: fewer than %d)"
              .formatted(outlook.ofClient(), MAX_WAITING_OF_A_CLIENT),
          FULL);
    }
    return outlook.waiting() >= MAX_WAITING
        ? refuse(
            "%d jobs wait for their turn (expected: fewer than %d)"
                .formatted(outlook.waiting(), MAX_WAITING),
            FULL)
        : Mono.empty();
  }

  private static Mono<Void> refuse(String seen, Duration retryAfter) {
    return Mono.error(
        RequestProblem.overloaded(
            seen + ". Nothing was begun. Try again in %d min.".formatted(minutes(retryAfter)),
            retryAfter));
  }

  private static long minutes(Duration duration) {
    return Math.max(1, duration.toMinutes());
  }
}
