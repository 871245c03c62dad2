package top.vetra.gateway.webhook;

import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import top.vetra.gateway.webhook.PublicResolver.PrivateAddressException;
import top.vetra.model.job.JobOrder;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** Where webhooks may go, and what secrets may sign them. */
public final class WebhookRules {

  private static final int MAX_URL_LENGTH = 2048;
  private static final int MAX_PORT = 65535;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** Names that are never public, whatever they resolve to. */
  private static final Set<String> PRIVATE_ENDINGS =
      Set.of(
          "localhost",
          "localdomain",
          "local",
          "internal",
          "private",
          "corp",
          "lan",
          "home",
          "intranet",
          "arpa");

  private static final Duration RESOLVER_PATIENCE = Duration.ofSeconds(1);

  private final Set<String> allowedHosts;
  private final PublicResolver resolver;

  /**
   * Allows the public internet.
   *
   * @param allowedHosts {@code host:port} entries to be allowed beside it
   * @param resolver tells what is public
   */
  WebhookRules(Set<String> allowedHosts, PublicResolver resolver) {
    this.allowedHosts =
        allowedHosts.stream()
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    this.resolver = resolver;
  }

  /**
   * Checks what can be told from the text alone.
   *
   * @throws ProblemException {@code invalid-request}
   */
  public void check(JobOrder.Webhook webhook) {
    URI uri = uri(webhook.url());
    if (!isAllowed(uri)) {
      if (!"https".equalsIgnoreCase(uri.getScheme())) {
        throw invalid("webhook.url: not https (expected: an https address)");
      }
      if (!mayBePublic(uri.getHost())) {
        throw notPublic();
      }
    }
    if (webhook.secret() != null && Secret.key(webhook.secret()) == null) {
      throw invalid("webhook.secret: malformed (expected: whsec_ and base64 of 24 to 64 bytes)");
    }
  }

  /**
   * Also looks the host up, to refuse at once what would never be called. A name that cannot be
   * looked up now may be there later; what it is then is checked when it is called.
   */
  public Mono<Void> checkHost(JobOrder.Webhook webhook) {
    URI uri = uri(webhook.url());
    return isAllowed(uri)
        ? Mono.empty()
        : resolver
            .check(uri.getHost(), port(uri))
            .timeout(RESOLVER_PATIENCE)
            .onErrorMap(PrivateAddressException.class, refused -> notPublic())
            .onErrorComplete(failure -> !(failure instanceof ProblemException));
  }

  /** Whether an operator has named the address, so that it may be private or plain HTTP. */
  boolean isAllowed(URI uri) {
    return allowedHosts.contains(endpoint(uri));
  }

  /**
   * Whom a call is a call to: a host, whatever the port. On the operator's own hosts there may be
   * many receivers, each at a port.
   */
  String target(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return isAllowed(uri) ? endpoint(uri) : host.replaceFirst("\\.$", "");
  }

  /** The host and the port of an address, in lower case. */
  static String endpoint(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT) + ":" + port(uri);
  }

  private static int port(URI uri) {
    if (uri.getPort() != -1) {
      return uri.getPort();
    }
    return "http".equalsIgnoreCase(uri.getScheme()) ? HTTP_PORT : HTTPS_PORT;
  }

  /**
   * An address with a host that can be told apart from others.
   *
   * @throws ProblemException {@code invalid-request}
   */
  static URI uri(String url) {
    if (url.length() > MAX_URL_LENGTH) {
      throw invalid("webhook.url: too long (expected: at most 2048 characters)");
    }
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw notAnAddress();
    }
    boolean http = "http".equalsIgnoreCase(uri.getScheme());
    boolean https = "https".equalsIgnoreCase(uri.getScheme());
    if (!(http || https)
        || uri.getHost() == null
        || uri.getUserInfo() != null
        || uri.getPort() == 0
        || uri.getPort() > MAX_PORT) {
      throw notAnAddress();
    }
    return uri;
  }

  private static boolean mayBePublic(String host) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    if (address != null) {
      // As it is written: neither an IPv4 address in the clothes of an IPv6 one, nor one that
      // others may read as octal, nor one that means this machine's networks.
      boolean usual = host.startsWith("[") || NetUtil.bytesToIpAddress(address).equals(host);
      return usual && !host.contains("%") && PublicAddresses.contain(address);
    }
    String name = host.toLowerCase(Locale.ROOT);
    String rooted = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    String ending = rooted.substring(rooted.lastIndexOf('.') + 1);
    // What ends in a number is an IPv4 address to some, in forms that are nobody's endpoint.
    boolean number = ending.isEmpty() || Character.isDigit(ending.charAt(0));
    return rooted.contains(".") && !number && !PRIVATE_ENDINGS.contains(ending);
  }

  private static ProblemException notAnAddress() {
    return invalid("webhook.url: not an address (expected: https://host/path)");
  }

  private static ProblemException notPublic() {
    return invalid("webhook.url: not a public host (expected: a host on the public internet)");
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_REQUEST, detail);
  }
}
