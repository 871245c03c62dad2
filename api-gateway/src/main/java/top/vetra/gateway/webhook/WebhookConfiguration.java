package top.vetra.gateway.webhook;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.ObjectMapper;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.JobLookup;
import top.vetra.gateway.job.Links;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.queue.Worker;
import top.vetra.pipeline.queue.WorkerFactory;

/** Starts the worker that calls webhooks. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  @Bean(destroyMethod = "close")
  PublicResolver webhookResolver() {
    return PublicResolver.ofTheMachine();
  }

  @Bean
  WebhookRules webhookRules(GatewaySettings settings, PublicResolver webhookResolver) {
    return new WebhookRules(settings.webhook().allowedHosts(), webhookResolver);
  }

  @Bean
  WebhookSender webhookSender(
      WebhookRules rules, PublicResolver webhookResolver, GatewaySettings settings, Clock clock) {
    return new WebhookSender(
        rules, webhookResolver, new Signer(settings.webhook().secrets()), clock);
  }

  /**
   * A worker of its own, without the frame of the pipeline's stages: their work ends with the
   * conversion, this begins then.
   */
  @Bean
  Worker deliverWorker(
      WorkerFactory workers,
      JobLookup jobs,
      WebhookSender sender,
      TaskPublisher tasks,
      Links links,
      ObjectMapper json,
      Clock clock,
      GatewaySettings settings) {
    return workers.worker(
        TaskQueue.DELIVER,
        settings.webhook().concurrency(),
        new DeliverHandler(jobs, sender, tasks, links, json, clock));
  }
}
