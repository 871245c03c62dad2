package top.vetra.gateway.projection;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.JobRecord;
import top.vetra.model.problem.Problem;

/**
 * What operators count: {@code vetra.jobs.ended} by outcome and code, with the time that each took,
 * and {@code vetra.conversion.reached}, the time from the first order to each status. A gateway
 * that dies may have its last events counted again by another.
 */
final class Tally {

  private static final Logger log = LoggerFactory.getLogger(Tally.class);

  private Tally() {}

  /** The one line that ties a job to the conversion by which all other lines go. */
  static void accepted(JobRecord job, ConversionState state) {
    if (job.needs(state.id())) {
      log.info("job {} is served by conversion {}", job.id(), state.id());
    }
  }

  static void ended(JobRecord job, ConversionState state) {
    Problem error = state.error();
    boolean canceled = job.cancellation() != null;
    Timer.builder("vetra.jobs.ended")
        .description("Jobs that came to their end, and how long they took")
        .tag("outcome", canceled ? "canceled" : name(state))
        .tag("code", canceled || error == null ? "none" : error.code().code())
        .register(Metrics.globalRegistry)
        .record(between(job.order().createdAt(), state.updatedAt()));
  }

  /** Tells of each status that a conversion has come to. */
  static void moved(ConversionState before, ConversionState after) {
    if (before.status() != after.status() && after.link() != null) {
      Timer.builder("vetra.conversion.reached")
          .description("How long conversions took from their first order to each status")
          .tag("status", name(after))
          .publishPercentileHistogram()
          .register(Metrics.globalRegistry)
          .record(between(after.createdAt(), after.updatedAt()));
    }
  }

  private static String name(ConversionState state) {
    return state.status().name().toLowerCase(Locale.ROOT);
  }

  private static Duration between(Instant start, Instant end) {
    return end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
  }
}
