package top.vetra.gateway.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import top.vetra.model.job.JobOrder.Webhook;

/**
 * What became of a job's webhook. The endpoint's path and query may hold its owner's secrets and
 * are not shown.
 *
 * @param webhookId what {@code webhook-id} says in every try; absent if the job has no webhook
 * @param host where it goes; absent if the job has no webhook
 * @param deliveries the tries, the oldest first
 */
public record Deliveries(
    @Nullable String webhookId, @Nullable String host, List<Delivery> deliveries) {

  static Deliveries of(String jobId, @Nullable Webhook webhook, List<Delivery> deliveries) {
    return webhook == null
        ? new Deliveries(null, null, deliveries)
        : new Deliveries(WebhookEvent.id(jobId), Endpoint.of(webhook.url()).host(), deliveries);
  }
}
