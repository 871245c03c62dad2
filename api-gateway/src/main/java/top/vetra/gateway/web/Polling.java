package top.vetra.gateway.web;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.JobView;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.Queue;

/** Tells those who ask again and again whether there is news, and when there may be. */
@Component
final class Polling {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** So often is a job that takes long looked at until it is done. */
  private static final int LOOKS = 20;

  /** A job in line is asked for a little less often than one that runs. */
  private static final long IN_LINE_MILLIS = 2_000;

  /** A link has at least half of its life left when it is shown; it is shown for half of that. */
  private static final int LINKS_IN_A_LIFETIME = 4;

  private final Duration linkShownFor;

  Polling(GatewaySettings settings) {
    this.linkShownFor = settings.linkLifetime().dividedBy(LINKS_IN_A_LIFETIME);
  }

  /**
   * Equal for as long as a job seen before is as good as one seen now. It is a weak one: the guess
   * at the remaining seconds, and the signature of a link, may differ between two equal jobs.
   */
  String etag(JobView view, Instant now) {
    String tag = view.tag();
    return view.status() == JobStatus.COMPLETED
        ? "W/\"" + tag + "-" + now.getEpochSecond() / Math.max(1, linkShownFor.toSeconds()) + '"'
        : "W/\"" + tag + '"';
  }

  /** When to ask again, in whole seconds; zero for a job that changes no more. */
  Duration pause(JobView view, Instant now) {
    if (view.status().isFinal()) {
      return Duration.ZERO;
    }
    Instant until = view.conversion().waitingUntil();
    if (view.status() == JobStatus.WAITING && until != null) {
      return bounded(Duration.between(now, until));
    }
    Queue queue = view.queue();
    if (queue != null) {
      Duration left = Duration.between(now, queue.expectedStartAt());
      return bounded(left.dividedBy(LOOKS).plusMillis(IN_LINE_MILLIS));
    }
    Long eta = view.progress(now).etaSeconds();
    return eta == null ? SHORTEST : bounded(Duration.ofSeconds(eta).dividedBy(LOOKS));
  }

  private static Duration bounded(Duration pause) {
    Duration whole = Duration.ofSeconds(pause.plusMillis(999).toSeconds());
    if (whole.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return whole.compareTo(LONGEST) > 0 ? LONGEST : whole;
  }
}
