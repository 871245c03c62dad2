package top.vetra.gateway.problem;

import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
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

  /** Seconds after which a part that was down may be up again. */
  private static final String RETRY_AFTER = "5";

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
    Problem problem = problem(error);
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
    if (problem.status() == 503) {
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    headers.setCacheControl("no-store");
    byte[] body = json.writeValueAsBytes(problem);
    headers.setContentLength(body.length);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }

  private static Problem problem(Throwable error) {
    if (error instanceof ProblemException named) {
      return named.problem();
    }
    if (error instanceof RequestProblem request) {
      return request.problem();
    }
    if (error instanceof DataBufferLimitException) {
      return invalid(413, "The body is too large (expected: 16 KB at most).");
    }
    if (error instanceof ErrorResponse standard) {
      return standard(standard.getStatusCode().value());
    }
    return Problem.of(ProblemCode.INTERNAL).withStatus(isDown(error) ? 503 : 500);
  }

  /** Whether the error is our own, and not what became of a caller's job. */
  private static boolean isOurs(Throwable error) {
    return !(error instanceof ProblemException) && !(error instanceof RequestProblem);
  }

  private static Problem standard(int status) {
    return switch (status) {
      case 404 -> invalid(404, "There is nothing at this address. Check the path.");
      case 405 -> invalid(405, "This method is not allowed here. Check the API description.");
      case 406 -> invalid(406, "The answer is JSON. Accept application/json.");
      case 413 -> invalid(413, "The body is too large (expected: 16 KB at most).");
      case 415 -> invalid(415, "The body is not JSON. Send it as application/json.");
      default ->
          status >= 500
              ? Problem.of(ProblemCode.INTERNAL)
              : Problem.of(ProblemCode.INVALID_REQUEST).withStatus(status);
    };
  }

  private static Problem invalid(int status, String detail) {
    return Problem.of(ProblemCode.INVALID_REQUEST, detail).withStatus(status);
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
