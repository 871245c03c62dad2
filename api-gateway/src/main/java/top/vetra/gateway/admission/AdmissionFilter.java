package top.vetra.gateway.admission;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/**
 * Lets requests in. Health is for those who run the instance, and always answered; the page's own
 * files are not counted.
 */
@Component
@Order(-50)
final class AdmissionFilter implements WebFilter {

  private static final String HEALTH = "/actuator/health";
  private static final String API = "/api/";

  private final ApiKeys keys;
  private final ClientAddresses addresses;
  private final Throttle throttle;

  AdmissionFilter(ApiKeys keys, ClientAddresses addresses, Throttle throttle) {
    this.keys = keys;
    this.addresses = addresses;
    this.throttle = throttle;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String path = exchange.getRequest().getPath().value();
    if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
      return chain.filter(exchange);
    }
    Caller caller = caller(exchange);
    caller.attach(exchange);
    Mono<Void> counted =
        path.startsWith(API) ? throttle.admit(exchange, caller.id()) : Mono.empty();
    return counted
        .then(Mono.defer(() -> keys.isOpen() || caller.hasKey() ? Mono.empty() : refuse(exchange)))
        .then(Mono.defer(() -> chain.filter(exchange)));
  }

  private Caller caller(ServerWebExchange exchange) {
    String holder = keys.isOpen() ? null : keys.holder(exchange.getRequest().getHeaders());
    return holder == null
        ? new Caller("address:" + addresses.of(exchange.getRequest()), false)
        : new Caller("key:" + holder, true);
  }

  private static Mono<Void> refuse(ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.add(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Vetra\"");
    headers.add(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Vetra\", charset=\"UTF-8\"");
    String seen =
        exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
            ? "not a key of this instance"
            : "missing";
    return Mono.error(
        new RequestProblem(
            Problem.of(
                ProblemCode.UNAUTHORIZED,
                "Authorization: "
                    + seen
                    + " (expected: Bearer and an API key). "
                    + ProblemCode.UNAUTHORIZED.advice())));
  }
}
