package top.vetra.gateway.webhook;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import top.vetra.model.job.JobOrder;

/** Calls webhooks. Nothing of an answer is read but its status. */
final class WebhookSender {

  private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int CONNECT_MS = 10_000;
  private static final int GONE = 410;

  private final WebhookRules rules;
  private final Clock clock;
  private final HttpClient anywhere;
  private final HttpClient publicOnly;

  WebhookSender(WebhookRules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
    this.anywhere =
        HttpClient.create(ConnectionProvider.newConnection())
            .followRedirect(false)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS)
            .headers(
                headers ->
                    headers
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                        .set(HttpHeaderNames.USER_AGENT, "Vetra-Webhooks/1"));
    this.publicOnly =
        anywhere.doOnChannelInit(
            (observer, channel, remote) -> channel.pipeline().addFirst(new PublicAddressGuard()));
  }

  /** What became of a call. */
  enum Outcome {
    /** The receiver has it. */
    DELIVERED,
    /** The receiver wants no more of it. */
    GONE,
    /** It has to be tried again. */
    FAILED
  }

  /**
   * Calls a webhook once.
   *
   * @param id the same for every try
   */
  Mono<Outcome> send(JobOrder.Webhook webhook, String id, byte[] body) {
    URI uri = WebhookRules.uri(webhook.url());
    HttpClient client = rules.isAllowed(uri) ? anywhere : publicOnly;
    return client
        .headers(headers -> identify(headers, webhook, id, body))
        .post()
        .uri(uri)
        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
        .response()
        .map(response -> outcome(response.status().code()))
        .timeout(PATIENCE)
        .onErrorResume(
            failure -> {
              log.info("webhook {} failed: {}", id, failure.toString());
              return Mono.just(Outcome.FAILED);
            });
  }

  private void identify(HttpHeaders headers, JobOrder.Webhook webhook, String id, byte[] body) {
    long timestamp = clock.instant().getEpochSecond();
    headers.set("webhook-id", id);
    headers.set("webhook-timestamp", timestamp);
    headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    byte[] key = webhook.secret() == null ? null : WebhookRules.key(webhook.secret());
    if (key != null) {
      headers.set("webhook-signature", Signature.of(key, id, timestamp, body));
    }
  }

  private static Outcome outcome(int status) {
    if (status == GONE) {
      return Outcome.GONE;
    }
    return status >= 200 && status < 300 ? Outcome.DELIVERED : Outcome.FAILED;
  }
}
