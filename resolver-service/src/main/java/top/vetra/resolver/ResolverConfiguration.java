package top.vetra.resolver;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.queue.Worker;
import top.vetra.pipeline.stage.PipelineConfiguration;
import top.vetra.pipeline.stage.Redrive;
import top.vetra.pipeline.stage.Stages;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.resolver.resolve.Avatars;
import top.vetra.resolver.resolve.Patience;
import top.vetra.resolver.resolve.Resolver;
import top.vetra.resolver.resolve.UnlessPlanned;
import top.vetra.resolver.resolve.X;
import top.vetra.resolver.x.avatar.KeptAvatars;
import top.vetra.resolver.x.call.CallBudget;
import top.vetra.resolver.x.call.Http;
import top.vetra.resolver.x.canary.CanaryHealth;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
@Import(PipelineConfiguration.class)
@EnableConfigurationProperties(ResolverSettings.class)
class ResolverConfiguration {

  /** What publishing may take beside the calls to X. */
  private static final Duration PUBLISHING = Duration.ofSeconds(40);

  @Bean
  CallBudget callBudget(ResolverSettings settings, Clock clock) {
    return new CallBudget(settings.x().callsPerMinute(), clock);
  }

  @Bean
  Avatars avatars(ResolverSettings settings, CallBudget budget, ObjectStore store, Clock clock) {
    ResolverSettings.X x = settings.x();
    Http http = new Http(KeptAvatars.haste(x.http()), budget, clock);
    return new KeptAvatars(http, x.imageUrl(), x.userAgent(), store);
  }

  @Bean
  XClient xClient(ResolverSettings settings, CallBudget budget, Clock clock) {
    return XClient.of(settings, budget, clock);
  }

  @Bean
  X liveX(XClient client) {
    return client.x();
  }

  @Bean
  CanaryHealth xHealthIndicator(XClient client) {
    return new CanaryHealth(client.canary());
  }

  @Bean
  Resolver resolver(
      X x,
      Avatars avatars,
      ResolverSettings settings,
      EventPublisher events,
      TaskPublisher tasks,
      Clock clock) {
    ResolverSettings.Waits waits = settings.resolver().patience();
    Patience patience =
        new Patience(
            waits.perRateLimit(),
            waits.rateLimits(),
            waits.outages(),
            waits.recording(),
            waits.recordingChecks());
    return new Resolver(x, patience, settings.resolver().limit(), avatars, events, tasks, clock);
  }

  @Bean
  Worker resolveWorker(
      Stages stages, Redrive redrive, Resolver resolver, ResolverSettings settings) {
    ResolverSettings.Work work = settings.resolver();
    return stages.worker(
        TaskQueue.RESOLVE,
        work.concurrency(),
        work.limit().plus(PUBLISHING),
        new UnlessPlanned(redrive::goOn, resolver));
  }
}
