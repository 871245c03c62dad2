package top.vetra.gateway.webhook;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import top.vetra.gateway.GatewaySettings;
import top.vetra.model.job.JobOrder;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** Where webhooks may go, and what secrets may sign them. */
@Component
public final class WebhookRules {

  private static final int MAX_URL_LENGTH = 2048;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** Standard Webhooks asks for 24 to 64 bytes. */
  private static final int MIN_SECRET_BYTES = 24;

  private static final int MAX_SECRET_BYTES = 64;

  /** Names that are never public, whatever they resolve to. */
  private static final Set<String> PRIVATE_ENDINGS =
      Set.of("localhost", "local", "internal", "lan", "home", "intranet", "arpa");

  private static final Duration RESOLVER_PATIENCE = Duration.ofSeconds(1);

  private final Set<String> allowedHosts;

  WebhookRules(GatewaySettings settings) {
    this.allowedHosts =
        settings.webhook().allowedHosts().stream()
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Checks what can be told from the text alone.
   *
   * @throws ProblemException {@code invalid-request}
   */
  public void check(JobOrder.Webhook webhook) {
    URI uri = uri(webhook.url());
    String host = uri.getHost();
    if (host == null || uri.getUserInfo() != null || uri.getPort() == 0 || uri.getPort() > 65535) {
      throw invalid("webhook.url: not an address (expected: https://host/path)");
    }
    if (!isAllowed(uri)) {
      if (!"https".equalsIgnoreCase(uri.getScheme())) {
        throw invalid("webhook.url: not https (expected: an https address)");
      }
      if (!mayBePublic(host)) {
        throw invalid("webhook.url: not a public host (expected: a host on the public internet)");
      }
    }
    if (webhook.secret() != null && key(webhook.secret()) == null) {
      throw invalid("webhook.secret: malformed (expected: whsec_ and base64 of 24 to 64 bytes)");
    }
  }

  /**
   * Also looks the host up, to refuse at once what would never be called. A name that cannot be
   * looked up now may be there later; what it is then is checked when it is called.
   */
  public Mono<Void> checkHost(JobOrder.Webhook webhook) {
    URI uri = uri(webhook.url());
    if (isAllowed(uri)) {
      return Mono.empty();
    }
    return Mono.fromCallable(() -> InetAddress.getAllByName(bare(uri.getHost())))
        .subscribeOn(Schedulers.boundedElastic())
        .timeout(RESOLVER_PATIENCE)
        .onErrorResume(UnknownHostException.class, unknown -> Mono.empty())
        .onErrorResume(java.util.concurrent.TimeoutException.class, late -> Mono.empty())
        .flatMap(
            addresses ->
                Stream.of(addresses).allMatch(PublicAddresses::contain)
                    ? Mono.empty()
                    : Mono.error(
                        invalid(
                            "webhook.url: not a public host"
                                + " (expected: a host on the public internet)")));
  }

  /** Whether an operator has named the address, so that it may be private or plain HTTP. */
  boolean isAllowed(URI uri) {
    if (uri.getHost() == null) {
      return false;
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    int port = uri.getPort() != -1 ? uri.getPort() : http ? HTTP_PORT : HTTPS_PORT;
    return (http || https)
        && allowedHosts.contains(uri.getHost().toLowerCase(Locale.ROOT) + ":" + port);
  }

  /** The key that a secret stands for; null if it is malformed. */
  static byte @Nullable [] key(String secret) {
    if (!secret.startsWith("whsec_")) {
      return null;
    }
    try {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      return key.length < MIN_SECRET_BYTES || key.length > MAX_SECRET_BYTES ? null : key;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static URI uri(String url) {
    if (url.length() > MAX_URL_LENGTH) {
      throw invalid("webhook.url: too long (expected: at most 2048 characters)");
    }
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw invalid("webhook.url: not an address (expected: https://host/path)");
    }
  }

  private static boolean mayBePublic(String host) {
    InetAddress literal = NetUtil.createInetAddressFromIpAddressString(bare(host));
    if (literal != null) {
      return PublicAddresses.contain(literal);
    }
    String name = host.toLowerCase(Locale.ROOT);
    String rooted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    int dot = rooted.lastIndexOf('.');
    return dot > 0 && !PRIVATE_ENDINGS.contains(rooted.substring(dot + 1));
  }

  /** Without the brackets around an IPv6 address. */
  private static String bare(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_REQUEST, detail);
  }
}
