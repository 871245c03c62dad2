package top.vetra.gateway.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MimeType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/**
 * What HTTP itself has to say against a request, in our words: what was seen and what was expected.
 */
final class HttpProblems {

  private HttpProblems() {}

  /** The problem that stands for an error of the web framework. */
  static Problem of(ErrorResponse error, ServerHttpRequest request) {
    if (error instanceof MethodNotAllowedException refused) {
      return methodNotAllowed(refused, request);
    }
    if (error instanceof NotAcceptableStatusException refused) {
      return Problem.of(
          ProblemCode.NOT_ACCEPTABLE,
          "Accept: "
              + header(request, HttpHeaders.ACCEPT)
              + " (expected: "
              + orJson(refused.getSupportedMediaTypes())
              + ")");
    }
    if (error instanceof UnsupportedMediaTypeStatusException) {
      return Problem.of(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type: "
              + header(request, HttpHeaders.CONTENT_TYPE)
              + " (expected: application/json)");
    }
    int status = error.getStatusCode().value();
    return status == 404 ? nothingAt(request) : of(status);
  }

  /** The problem that stands for a bare status. */
  static Problem of(int status) {
    return switch (status) {
      case 404 -> Problem.of(ProblemCode.NOT_FOUND);
      case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED);
      case 408 -> Problem.of(ProblemCode.REQUEST_TIMEOUT);
      case 413 -> tooLarge("The request is too large (expected: a body of 16 KB at most).");
      case 414 -> tooLarge("The address is too long (expected: 4 KB at most).").withStatus(414);
      case 431 ->
          tooLarge("The headers are too long (expected: 8 KB at most, all together).")
              .withStatus(431);
      default ->
          status >= 500
              ? Problem.of(ProblemCode.INTERNAL).withStatus(status)
              : Problem.of(
                      ProblemCode.INVALID_REQUEST,
                      "The address or a header is malformed (expected: a request as of HTTP/1.1,"
                          + " with % in an address only before two hexadecimal digits).")
                  .withStatus(status);
    };
  }

  static Problem tooLarge(String detail) {
    return Problem.of(ProblemCode.CONTENT_TOO_LARGE, detail);
  }

  private static Problem nothingAt(ServerHttpRequest request) {
    return Problem.of(
        ProblemCode.NOT_FOUND,
        "There is nothing at "
            + path(request)
            + " (expected: a path of the API, see /v3/api-docs).");
  }

  private static Problem methodNotAllowed(
      MethodNotAllowedException refused, ServerHttpRequest request) {
    return Problem.of(
        ProblemCode.METHOD_NOT_ALLOWED,
        Seen.of(refused.getHttpMethod())
            + " is not allowed at "
            + path(request)
            + " (expected: "
            + refused.getSupportedMethods().stream()
                .map(HttpMethod::name)
                .sorted()
                .collect(Collectors.joining(", "))
            + ").");
  }

  private static String path(ServerHttpRequest request) {
    return Seen.of(request.getPath().value());
  }

  private static String header(ServerHttpRequest request, String name) {
    @Nullable String value = request.getHeaders().getFirst(name);
    return value == null ? "none" : Seen.of(value);
  }

  private static String orJson(List<MediaType> types) {
    return types.isEmpty()
        ? MediaType.APPLICATION_JSON_VALUE
        : types.stream().map(MimeType::toString).collect(Collectors.joining(", "));
  }
}
