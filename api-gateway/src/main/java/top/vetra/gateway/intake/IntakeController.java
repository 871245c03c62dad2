package top.vetra.gateway.intake;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.admission.Caller;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.Links;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.gateway.webhook.WebhookRules;
import top.vetra.model.job.Job;
import top.vetra.model.problem.ProblemCode;

/** {@code POST /api/v1/jobs}. */
@RestController
final class IntakeController {

  /** Far above any sensible request. */
  private static final int MAX_BODY_BYTES = 16 * 1024;

  /** A caller is told that it did not work rather than kept waiting for longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final JobRequestReader reader;
  private final WebhookRules webhooks;
  private final Repeats repeats;
  private final Links links;
  private final Clock clock;
  private final Duration bodyWithin;

  IntakeController(
      JobRequestReader reader,
      WebhookRules webhooks,
      Repeats repeats,
      Links links,
      Clock clock,
      GatewaySettings settings) {
    this.bodyWithin = settings.connections().bodyWithin();
    this.reader = reader;
    this.webhooks = webhooks;
    this.repeats = repeats;
    this.links = links;
    this.clock = clock;
  }

  @PostMapping(
      path = "/api/v1/jobs",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Job>> post(
      ServerWebExchange exchange,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
    Caller caller = Caller.of(exchange);
    return DataBufferUtils.join(exchange.getRequest().getBody(), MAX_BODY_BYTES)
        .timeout(bodyWithin, Mono.error(this::tooSlow))
        .map(IntakeController::bytes)
        .defaultIfEmpty(new byte[0])
        .map(body -> reader.read(body, Pseudonym.of(caller)))
        .delayUntil(this::checkWebhook)
        .flatMap(request -> repeats.accept(caller, idempotencyKey, request).timeout(PATIENCE))
        .map(this::accepted);
  }

  private RequestProblem tooSlow() {
    return RequestProblem.of(
        ProblemCode.REQUEST_TIMEOUT,
        "The body did not come within "
            + bodyWithin.toSeconds()
            + " seconds (expected: all of it). "
            + ProblemCode.REQUEST_TIMEOUT.advice());
  }

  private Mono<Void> checkWebhook(JobRequest request) {
    return request.webhook() == null ? Mono.empty() : webhooks.checkHost(request.webhook());
  }

  private ResponseEntity<Job> accepted(JobView view) {
    Job job = view.render(clock.instant(), links);
    return ResponseEntity.accepted().location(URI.create("/api/v1/jobs/" + job.id())).body(job);
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }
}
