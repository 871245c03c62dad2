package top.vetra.gateway.problem;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/**
 * Turns every error into a problem object, before Spring's own handlers see it. Nothing of an
 * exception's text reaches a caller.
 */
@Component
@Order(-10)
final class ProblemMapper implements WebExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

  /** After this a part that was down may be up again. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final ObjectMapper json;

  ProblemMapper(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(error);
    }
    Problem problem = problem(error, exchange.getRequest());
    if (isOurs(error) && problem.status() >= 500) {
      log.error(
          "request failed: {} {}",
          exchange.getRequest().getMethod(),
          exchange.getRequest().getPath().value(),
          error);
    }
    HttpHeaders headers = response.getHeaders();
    headers.clearContentHeaders();
    if (error instanceof ErrorResponse standard) {
      headers.putAll(standard.getHeaders());
    }
    if (problem.status() == 503
        || (problem.status() == 429 && !headers.containsHeader(HttpHeaders.RETRY_AFTER))) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter(error).toSeconds()));
    }
    if (problem.status() == 408) {
      // What is still to come of the request is not read any more.
      headers.set(HttpHeaders.CONNECTION, "close");
    }
    response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setCacheControl("no-store");
    byte[] body = json.writeValueAsBytes(problem);
    headers.setContentLength(body.length);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }

  private static Duration retryAfter(Throwable error) {
    @Nullable Duration named =
        error instanceof RequestProblem refusal ? refusal.retryAfter() : null;
    if (named == null) {
      return RETRY_AFTER;
    }
    return named.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : named;
  }

  private static Problem problem(Throwable error, ServerHttpRequest request) {
    if (error instanceof ProblemException named) {
      return named.problem();
    }
    if (error instanceof RequestProblem refusal) {
      return refusal.problem();
    }
    if (error instanceof DataBufferLimitException) {
      return HttpProblems.of(413);
    }
    if (error instanceof ErrorResponse standard) {
      return HttpProblems.of(standard, request);
    }
    return Problem.of(ProblemCode.INTERNAL).withStatus(isDown(error) ? 503 : 500);
  }

  /** Whether the error is our own, and not what became of a caller's job. */
  private static boolean isOurs(Throwable error) {
    return !(error instanceof ProblemException) && !(error instanceof RequestProblem);
  }

  /** Whether a part that we stand on does not answer. */
  private static boolean isDown(Throwable error) {
    return error instanceof DataAccessException
        || error instanceof TimeoutException
        || error instanceof KafkaException
        || error instanceof org.springframework.kafka.KafkaException
        || error instanceof SdkException;
  }
}
