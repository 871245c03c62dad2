package top.vetra.gateway.admission;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.gateway.problem.Seen;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/**
 * Lets requests in, and counts them. Health is for those who run the instance, and always answered,
 * as is the port of its own that metrics may have. What is health is decided as routing decides it,
 * on the path's decoded segments; nothing else here depends on the path.
 */
@Component
@Order(-50)
final class AdmissionFilter implements WebFilter {

  private static final PathPattern HEALTH =
      PathPatternParser.defaultInstance.parse("/actuator/health/{*group}");

  /** Groups and parts of health have such names. */
  private static final Pattern GROUP = Pattern.compile("(?:/[A-Za-z0-9_-]+)*");

  private final ApiKeys keys;
  private final ClientAddresses addresses;
  private final KnownHosts hosts;
  private final Throttle throttle;
  private final ApplicationContext context;

  AdmissionFilter(
      ApiKeys keys,
      ClientAddresses addresses,
      KnownHosts hosts,
      Throttle throttle,
      ApplicationContext context) {
    this.keys = keys;
    this.addresses = addresses;
    this.hosts = hosts;
    this.throttle = throttle;
    this.context = context;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (isOfManagement(exchange) || isHealth(exchange.getRequest())) {
      return chain.filter(exchange);
    }
    Caller caller = caller(exchange.getRequest());
    caller.attach(exchange);
    return throttle
        .admit(exchange, caller)
        .then(Mono.defer(() -> check(exchange, caller)))
        .then(Mono.defer(() -> chain.filter(exchange)));
  }

  /** The management port is served by a context of its own, which has the filters of this one. */
  private boolean isOfManagement(ServerWebExchange exchange) {
    ApplicationContext served = exchange.getApplicationContext();
    return served != null && served.getParent() == context;
  }

  private static boolean isHealth(ServerHttpRequest request) {
    HttpMethod method = request.getMethod();
    return (method == HttpMethod.GET || method == HttpMethod.HEAD)
        && isHealth(request.getPath().pathWithinApplication());
  }

  private static boolean isHealth(PathContainer path) {
    PathMatchInfo found = HEALTH.matchAndExtract(path);
    return found != null
        && GROUP.matcher(found.getUriVariables().getOrDefault("group", "")).matches();
  }

  private Caller caller(ServerHttpRequest request) {
    @Nullable String holder = keys.holder(request.getHeaders());
    return holder == null
        ? new Caller("address:" + addresses.of(request), false)
        : new Caller("key:" + holder, true);
  }

  private Mono<Void> check(ServerWebExchange exchange, Caller caller) {
    if (caller.hasKey()) {
      return Mono.empty();
    }
    ServerHttpRequest request = exchange.getRequest();
    if (!keys.isOpen() || keys.areRead(request.getHeaders())) {
      return refuse(exchange);
    }
    return hosts.include(request) ? Mono.empty() : Mono.error(misdirected(request));
  }

  private Mono<Void> refuse(ServerWebExchange exchange) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.add(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Vetra\"");
    headers.add(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Vetra\", charset=\"UTF-8\"");
    String seen =
        exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
            ? "not a key of this instance"
            : "missing";
    String advice =
        keys.isOpen()
            ? "(expected: Bearer and an API key, or no such header). Correct it, or leave it out:"
                + " this instance serves people without a key too."
            : "(expected: Bearer and an API key). " + ProblemCode.UNAUTHORIZED.advice();
    return Mono.error(
        RequestProblem.of(ProblemCode.UNAUTHORIZED, "Authorization: " + seen + " " + advice));
  }

  private static RequestProblem misdirected(ServerHttpRequest request) {
    String host = String.join(", ", request.getHeaders().getOrEmpty(HttpHeaders.HOST));
    return new RequestProblem(
        Problem.of(
            ProblemCode.MISDIRECTED_REQUEST,
            "Host: "
                + Seen.of(host)
                + " (expected: localhost, an address of this machine, or the host of"
                + " VETRA_PUBLIC_URL). "
                + ProblemCode.MISDIRECTED_REQUEST.advice()));
  }
}
