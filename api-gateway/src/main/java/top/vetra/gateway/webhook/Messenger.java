package top.vetra.gateway.webhook;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.Links;
import top.vetra.model.job.JobOrder.Webhook;

/** Tells an endpoint of a job, as the API would show it in this moment. */
final class Messenger {

  private static final Logger log = LoggerFactory.getLogger(Messenger.class);

  private final WebhookSender sender;
  private final WebhookSecrets secrets;
  private final Links links;
  private final ObjectMapper json;
  private final Clock clock;

  Messenger(
      WebhookSender sender, WebhookSecrets secrets, Links links, ObjectMapper json, Clock clock) {
    this.sender = sender;
    this.secrets = secrets;
    this.links = links;
    this.json = json;
    this.clock = clock;
  }

  /** Whom a call of it is a call to, for all bounds on calls. */
  String target(Webhook webhook) {
    return sender.target(webhook);
  }

  /** Calls the endpoint once; errors are answers as well. */
  Mono<Answer> tell(JobView view, Webhook webhook) {
    return Mono.fromCallable(
            () -> json.writeValueAsBytes(WebhookEvent.of(view.render(clock.instant(), links))))
        .flatMap(
            body -> {
              String job = view.record().id();
              return sender.send(secrets.decrypt(job, webhook), WebhookEvent.id(job), body);
            })
        .onErrorResume(
            failure -> {
              log.warn("webhook of job {} cannot be sent", view.record().id(), failure);
              return Mono.just(Answer.failed(failure));
            });
  }
}
