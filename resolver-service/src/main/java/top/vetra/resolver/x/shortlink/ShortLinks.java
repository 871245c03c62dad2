package top.vetra.resolver.x.shortlink;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import top.vetra.model.link.LinkParser;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.resolve.DeadEnd;
import top.vetra.resolver.x.call.Answer;
import top.vetra.resolver.x.call.Endpoint;
import top.vetra.resolver.x.call.Excerpt;
import top.vetra.resolver.x.call.Http;

/**
 * Finds out where a {@code t.co} link leads, without going there: the target is read as if a person
 * had pasted it, so only a Space, a post or another short link comes out.
 */
public final class ShortLinks {

  private static final Logger log = LoggerFactory.getLogger(ShortLinks.class);

  /** The page that browsers get is a few hundred bytes long. */
  private static final int MAX_PAGE = 8192;

  private static final Pattern META =
      Pattern.compile("<meta\\s([^>]{1,4096})>", Pattern.CASE_INSENSITIVE);
  private static final Pattern IS_REFRESH =
      Pattern.compile("http-equiv=[\"']?refresh\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern TARGET =
      Pattern.compile(
          "content=[\"']?\\d{1,4};\\s{0,4}url=[\"']?([^\"'>\\s]{1,2048})",
          Pattern.CASE_INSENSITIVE);

  private static final String NOWHERE = "This short link leads nowhere.";
  private static final String ELSEWHERE = "This short link does not lead to a Space.";

  private final Http http;
  private final URI shortUrl;
  private final Map<String, String> headers;
  private final Clock clock;

  /**
   * @param shortUrl base of short links
   * @param userAgent must not look like a browser's: those get a page that redirects, not a
   *     redirect
   */
  public ShortLinks(Http http, URI shortUrl, String userAgent, Clock clock) {
    this.http = http;
    this.clock = clock;
    this.shortUrl = shortUrl;
    this.headers = Map.of("User-Agent", userAgent);
  }

  /** Where it leads, or {@code space-not-found}. */
  public Mono<SpaceLink> targetOf(String code) {
    URI uri = URI.create(shortUrl + "/" + code);
    return http.retrying(http.send(Endpoint.SHORT_LINK, HttpMethod.GET, uri, headers))
        .map(this::target);
  }

  private SpaceLink target(Answer answer) {
    if (answer.isRateLimited()) {
      throw answer.rateLimit(clock.instant());
    }
    String location = answer.headers().getFirst("Location");
    if (answer.status() >= 300 && answer.status() < 400 && location != null) {
      return linked(location);
    }
    Optional<String> refresh = answer.status() == 200 ? refresh(answer.text()) : Optional.empty();
    if (refresh.isPresent()) {
      return linked(refresh.get());
    }
    if (answer.status() != 404 && answer.status() != 410) {
      log.error(
          "X seems to have changed: no target in an answer of {}, status {}: {}",
          answer.endpoint(),
          answer.status(),
          Excerpt.of(answer.text()));
      throw new ProblemException(ProblemCode.UPSTREAM_CHANGED);
    }
    throw DeadEnd.because(NOWHERE);
  }

  /** Whatever is wrong with the target, the short link itself could be read. */
  private static SpaceLink linked(String target) {
    try {
      return LinkParser.parse(target);
    } catch (ProblemException refused) {
      throw DeadEnd.because(ELSEWHERE);
    }
  }

  /** Where a page sends the browser that shows it. */
  private static Optional<String> refresh(String page) {
    return META.matcher(page.substring(0, Math.min(page.length(), MAX_PAGE)))
        .results()
        .map(meta -> meta.group(1))
        .filter(attributes -> IS_REFRESH.matcher(attributes).find())
        .flatMap(attributes -> TARGET.matcher(attributes).results())
        .map(target -> target.group(1).replace("&amp;", "&"))
        .findFirst();
  }
}
