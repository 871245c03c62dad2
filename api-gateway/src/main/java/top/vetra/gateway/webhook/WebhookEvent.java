package top.vetra.gateway.webhook;

import java.time.Instant;
import java.util.Locale;
import top.vetra.model.job.Job;

/**
 * What a webhook is told.
 *
 * @param type {@code job.completed}, {@code job.failed} or {@code job.canceled}
 * @param timestamp when the job ended
 * @param data the job
 */
record WebhookEvent(String type, Instant timestamp, Job data) {

  /** What {@code webhook-id} says for a job: the same for every try. */
  static String id(String jobId) {
    return "msg_" + jobId;
  }

  static WebhookEvent of(Job job) {
    return new WebhookEvent(
        "job." + job.status().name().toLowerCase(Locale.ROOT), job.updatedAt(), job);
  }
}
