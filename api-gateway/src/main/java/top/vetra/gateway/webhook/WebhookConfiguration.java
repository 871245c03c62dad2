package top.vetra.gateway.webhook;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.ObjectMapper;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.JobLookup;
import top.vetra.gateway.job.Links;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.queue.Worker;
import top.vetra.pipeline.queue.WorkerFactory;

/** Starts the worker that calls webhooks. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  /** A task is done with in milliseconds; its call is not waited for. */
  private static final int TASKS_AT_A_TIME = 4;

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

  @Bean
  DeliveryDesk deliveryDesk(DeliveryLog deliveries, TaskPublisher tasks) {
    return new DeliveryDesk(deliveries, tasks);
  }

  @Bean
  Calls webhookCalls(GatewaySettings settings) {
    return new Calls(settings.webhook());
  }

  @Bean
  DeliverHandler deliverHandler(
      JobLookup jobs,
      DeliveryLog deliveries,
      WebhookSender sender,
      WebhookSecrets secrets,
      Calls webhookCalls,
      TaskPublisher tasks,
      Links links,
      ObjectMapper json,
      Clock clock) {
    return new DeliverHandler(
        jobs,
        deliveries,
        new Messenger(sender, secrets, links, json, clock),
        webhookCalls,
        tasks,
        clock);
  }

  /**
   * A worker of its own, without the frame of the pipeline's stages: their work ends with the
   * conversion, this begins then.
   */
  @Bean
  Worker deliverWorker(
      WorkerFactory workers,
      DeliverHandler deliverHandler,
      ConversionStore conversions,
      DeliveryLog deliveries,
      TaskPublisher tasks,
      ObjectMapper json) {
    return workers.worker(
        TaskQueue.DELIVER,
        TASKS_AT_A_TIME,
        deliverHandler,
        new UnreadableDeliveries(conversions, deliveries, tasks, json));
  }
}
