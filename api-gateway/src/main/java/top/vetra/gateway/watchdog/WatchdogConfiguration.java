package top.vetra.gateway.watchdog;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.Patience;
import top.vetra.gateway.projection.LogLag;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.stage.ConversionEnds;

/** Starts the watchdog. */
@Configuration(proxyBeanMethods = false)
class WatchdogConfiguration {

  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);

  @Bean
  WatchdogTimer watchdogTimer(
      ConversionStore conversions,
      TaskPublisher tasks,
      ConversionEnds ends,
      LogLag lag,
      GatewaySettings settings,
      Clock clock) {
    Patience patience = settings.patience();
    Watchdog watchdog = new Watchdog(conversions, tasks, ends, patience, clock);
    return new WatchdogTimer(watchdog, lag, interval(patience));
  }

  /** Often enough to be no later than a quarter of what is waited for. */
  private static Duration interval(Patience patience) {
    Duration quarter = patience.unstarted().dividedBy(4);
    return quarter.compareTo(LONGEST_INTERVAL) < 0 ? quarter : LONGEST_INTERVAL;
  }
}
