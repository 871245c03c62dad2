package top.vetra.gateway.webhook;

import io.netty.util.NetUtil;
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
    Endpoint endpoint = Endpoint.of(webhook.url());
    if (!isAllowed(endpoint)) {
      if (!endpoint.https()) {
        throw invalid("webhook.url: scheme http (expected: https)");
      }
      if (!mayBePublic(endpoint.host())) {
        throw notPublic(endpoint);
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
    Endpoint endpoint = Endpoint.of(webhook.url());
    return isAllowed(endpoint)
        ? Mono.empty()
        : resolver
            .check(endpoint.host(), endpoint.port())
            .timeout(RESOLVER_PATIENCE)
            .onErrorMap(PrivateAddressException.class, refused -> notPublic(endpoint))
            .onErrorComplete(failure -> !(failure instanceof ProblemException));
  }

  /** Whether an operator has named the address, so that it may be private or plain HTTP. */
  boolean isAllowed(Endpoint endpoint) {
    return allowedHosts.contains(endpoint.toString());
  }

  /**
   * Whom a call is a call to: a host, whatever the port. On the operator's own hosts there may be
   * many receivers, each at a port.
   */
  String target(Endpoint endpoint) {
    return isAllowed(endpoint) ? endpoint.toString() : endpoint.host().replaceFirst("\\.$", "");
  }

  private static boolean mayBePublic(String host) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    if (address != null) {
      // As it is written: neither an IPv4 address in the clothes of an IPv6 one, nor one that
      // others may read as octal, nor one that means this machine's networks.
      boolean usual = host.startsWith("[") || NetUtil.bytesToIpAddress(address).equals(host);
      return usual && !host.contains("%") && PublicAddresses.contain(address);
    }
    String rooted = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String ending = rooted.substring(rooted.lastIndexOf('.') + 1);
    // What ends in a number is an IPv4 address to some, in forms that are nobody's endpoint.
    boolean number = ending.isEmpty() || Character.isDigit(ending.charAt(0));
    return rooted.contains(".")
        && !rooted.contains("_")
        && !number
        && !PRIVATE_ENDINGS.contains(ending);
  }

  private static ProblemException notPublic(Endpoint endpoint) {
    return invalid(
        "webhook.url: host "
            + endpoint.host()
            + " is not public (expected: a host on the public internet, or one that the operator names)");
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(ProblemCode.INVALID_REQUEST, detail);
  }
}
