package top.vetra.gateway.webhook;

import io.micrometer.core.instrument.Metrics;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import top.vetra.gateway.webhook.PublicResolver.PrivateAddressException;
import top.vetra.model.job.JobOrder;
import top.vetra.model.problem.ProblemException;

/**
 * Calls webhooks, each on a connection of its own: one that was made for somebody else may lead
 * where this one must not. Nothing of an answer counts but its status.
 */
final class WebhookSender {

  private static final Logger log = LoggerFactory.getLogger(WebhookSender.class);

  /** From looking the host up to the answer's status. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final int CONNECT_MS = 10_000;

  /** An answer is heard out up to here, so that polite endpoints see no broken connection. */
  private static final int MAX_ANSWER_BYTES = 16 * 1024;

  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(1);

  private final WebhookRules rules;
  private final Signer signer;
  private final Clock clock;
  private final Duration hidden;
  private final HttpClient named;
  private final HttpClient publicOnly;

  WebhookSender(WebhookRules rules, PublicResolver resolver, Signer signer, Clock clock) {
    this(rules, resolver, null, signer, clock, PATIENCE);
  }

  /**
   * @param own finds the hosts that the operator has named; null for the machine's own names
   * @param hidden how long a connection to somebody else's host takes to fail, at the least: a port
   *     that is closed must not be told from one that is filtered by the time it takes
   */
  WebhookSender(
      WebhookRules rules,
      AddressResolverGroup<InetSocketAddress> resolver,
      @Nullable AddressResolverGroup<InetSocketAddress> own,
      Signer signer,
      Clock clock,
      Duration hidden) {
    this.hidden = hidden;
    this.rules = rules;
    this.signer = signer;
    this.clock = clock;
    HttpClient anywhere =
        HttpClient.create(ConnectionProvider.newConnection())
            .followRedirect(false)
            .disableRetry(true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS)
            .headers(
                headers ->
                    headers
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                        .set(HttpHeaderNames.USER_AGENT, "Vetra-Webhooks/1"));
    this.named = own == null ? anywhere : anywhere.resolver(own);
    this.publicOnly = anywhere.resolver(resolver);
  }

  /**
   * Calls a webhook once; errors are answers as well.
   *
   * @param id the same for every try
   */
  Mono<Answer> send(JobOrder.Webhook webhook, String id, byte[] body) {
    AtomicBoolean asked = new AtomicBoolean();
    return Mono.defer(() -> call(webhook, id, body, asked))
        .timeout(PATIENCE)
        .onErrorResume(
            failure -> {
              log.info("webhook {} failed: {}", id, failure.toString());
              return Mono.just(failed(webhook, failure, asked.get()));
            })
        .elapsed()
        .flatMap(timed -> told(webhook, timed.getT2(), Duration.ofMillis(timed.getT1())))
        .doOnNext(
            answer ->
                Metrics.counter(
                        "vetra.webhook.calls",
                        "status",
                        answer.status() == null ? "none" : answer.status().toString())
                    .increment());
  }

  private Answer failed(JobOrder.Webhook webhook, Throwable failure, boolean asked) {
    return isForeign(webhook)
        ? Answer.failed(Failure.atForeign(failure, asked))
        : Answer.failed(failure);
  }

  /** What is no address at all is nobody's of ours either. */
  private boolean isForeign(JobOrder.Webhook webhook) {
    try {
      return !rules.isAllowed(Endpoint.of(webhook.url()));
    } catch (ProblemException notAnAddress) {
      return true;
    }
  }

  private Mono<Answer> told(JobOrder.Webhook webhook, Answer answer, Duration taken) {
    return isForeign(webhook)
            && answer.failure() == Failure.CONNECTION_FAILED
            && taken.compareTo(hidden) < 0
        ? Mono.delay(hidden.minus(taken)).thenReturn(answer)
        : Mono.just(answer);
  }

  /** Whom a call of it is a call to. */
  String target(JobOrder.Webhook webhook) {
    return rules.target(Endpoint.of(webhook.url()));
  }

  private Mono<Answer> call(JobOrder.Webhook webhook, String id, byte[] body, AtomicBoolean asked) {
    if (!mayBeCalled(webhook)) {
      return Mono.error(new PrivateAddressException());
    }
    Endpoint endpoint = Endpoint.of(webhook.url());
    URI uri = URI.create(webhook.url());
    HttpClient.RequestSender call =
        (rules.isAllowed(endpoint) ? named : publicOnly)
            .doOnRequest((request, connection) -> asked.set(true))
            .headers(headers -> identify(headers, webhook, id, body))
            .post();
    return (uri.getHost() == null ? call.uri(endpoint.address(uri)) : call.uri(uri))
        .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
        .responseConnection(
            (response, connection) -> {
              hearOut(connection);
              return Mono.just(answer(response));
            })
        .single();
  }

  /** What was allowed when the job was accepted may be so no more. */
  private boolean mayBeCalled(JobOrder.Webhook webhook) {
    try {
      rules.check(webhook);
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private Answer answer(HttpClientResponse response) {
    return Answer.of(
        response.status().code(),
        response.responseHeaders().get(HttpHeaderNames.RETRY_AFTER),
        clock.instant());
  }

  private static void hearOut(Connection connection) {
    connection
        .inbound()
        .receive()
        .scan(0, (heard, buffer) -> heard + buffer.readableBytes())
        .takeUntil(heard -> heard > MAX_ANSWER_BYTES)
        .takeUntilOther(Mono.delay(ANSWER_PATIENCE))
        .onErrorComplete()
        .doFinally(end -> connection.dispose())
        .subscribe();
  }

  private void identify(HttpHeaders headers, JobOrder.Webhook webhook, String id, byte[] body) {
    long timestamp = clock.instant().getEpochSecond();
    headers.set("webhook-id", id);
    headers.set("webhook-timestamp", timestamp);
    headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    String signature = signer.sign(webhook.secret(), id, timestamp, body);
    if (signature != null) {
      headers.set("webhook-signature", signature);
    }
  }
}
