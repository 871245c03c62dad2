package top.vetra.gateway.webhook;

import java.time.Clock;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.Links;
import top.vetra.model.job.JobOrder.Webhook;

/** Tells an endpoint of a job, as the API would show it in this moment. */
final class Messenger {

  private final WebhookSender sender;
  private final Links links;
  private final ObjectMapper json;
  private final Clock clock;

  Messenger(WebhookSender sender, Links links, ObjectMapper json, Clock clock) {
    this.sender = sender;
    this.links = links;
    this.json = json;
    this.clock = clock;
  }

  /** Calls the endpoint once; errors are answers as well. */
  Mono<Answer> tell(JobView view, Webhook webhook) {
    return Mono.fromCallable(
            () -> json.writeValueAsBytes(WebhookEvent.of(view.render(clock.instant(), links))))
        .flatMap(body -> sender.send(webhook, WebhookEvent.id(view.record().id()), body))
        .onErrorResume(failure -> Mono.just(Answer.failed(failure)));
  }
}
