package top.vetra.gateway.web;

import java.net.URI;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.pipeline.store.S3Settings;

/**
 * Tells browsers to trust nothing but the page's own files, and the object store for what it plays,
 * as a whole or in pieces that a script puts together. There are no CORS headers: pages of other
 * sites cannot use the API from a browser.
 */
@Component
@Order(-100)
final class SecurityHeaders implements WebFilter {

  private static final String PERMISSIONS =
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
          + " magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

  private final String contentSecurityPolicy;
  private final boolean secure;

  SecurityHeaders(S3Settings store, GatewaySettings settings) {
    this.secure = settings.publicUrl() != null && "https".equals(settings.publicUrl().getScheme());
    String files = origin(store.linkEndpoint());
    this.contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
            + " 'self' "
            + files
            + "; manifest-src 'self'; worker-src 'self'; media-src 'self' blob: "
            + files
            + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  }

  private static String origin(URI endpoint) {
    return endpoint.getScheme() + "://" + endpoint.getRawAuthority();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.set("Content-Security-Policy", contentSecurityPolicy);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", PERMISSIONS);
    if (secure) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    return chain.filter(exchange);
  }
}
