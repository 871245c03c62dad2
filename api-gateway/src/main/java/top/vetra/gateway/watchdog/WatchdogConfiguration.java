package top.vetra.gateway.watchdog;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.Patience;
import top.vetra.gateway.projection.LogLag;
import top.vetra.gateway.queue.Dispatcher;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.stage.ConversionEnds;
import top.vetra.pipeline.stage.Redrive;
import top.vetra.pipeline.store.ObjectStore;

/** Starts the watchdog. */
@Configuration(proxyBeanMethods = false)
class WatchdogConfiguration {

  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);

  @Bean
  WatchdogTimer watchdogTimer(
      ConversionStore conversions,
      TaskPublisher tasks,
      Redrive redrive,
      ConversionEnds ends,
      Dispatcher dispatcher,
      LogLag lag,
      ObjectStore store,
      GatewaySettings settings,
      Clock clock) {
    Patience patience = settings.patience();
    Duration interval = interval(patience);
    WorkingTime working = new WorkingTime(interval.multipliedBy(2), patience.silent());
    Watchdog watchdog =
        new Watchdog(conversions, tasks, redrive, ends, dispatcher, patience, working, clock);
    return new WatchdogTimer(watchdog, working, lag, store, interval, clock);
  }

  /** Often enough to be no later than a quarter of what is waited for. */
  private static Duration interval(Patience patience) {
    Duration quarter = patience.firstDrive().dividedBy(4);
    return quarter.compareTo(LONGEST_INTERVAL) < 0 ? quarter : LONGEST_INTERVAL;
  }
}
