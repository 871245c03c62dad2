package top.vetra.resolver.x.graphql;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import top.vetra.resolver.x.call.Answer;
import top.vetra.resolver.x.call.Endpoint;
import top.vetra.resolver.x.call.Http;

/**
 * X's web client, of which two files are read as text and nothing is run: the page, which names the
 * client's parts, and the part that names a query. Only a part's hash is taken from the page; the
 * host it is read from is the configured one.
 */
public final class WebClientBundle {

  /** As hashes are written today: hexadecimal digits. */
  private static final String HASH = "([0-9a-f]{5,40})";

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Between a query's name and its id, or its list of features. */
  private static final int NEAR = 400;

  private static final int MOST_FEATURES = 100;

  /** Of what follows a query's name. */
  private static final int MOST_READ = 10_000;

  private static final String ID = "queryId\\s*:\\s*[\"']([A-Za-z0-9_-]{5,64})[\"']";

  private static final Pattern FEATURES =
      Pattern.compile("featureSwitches\\s*:\\s*\\[([^\\]]{0,8000})\\]");

  private static final Pattern FEATURE = Pattern.compile("[\"']([a-z0-9_]{1,100})[\"']");

  private final Http http;
  private final URI webUrl;
  private final URI assetsUrl;
  private final Map<String, String> headers;

  /**
   * Reads nothing yet.
   *
   * @param http with room for files of some megabytes
   * @param webUrl base of X's page
   * @param assetsUrl base of its parts
   * @param headers sent with both
   */
  public WebClientBundle(Http http, URI webUrl, URI assetsUrl, Map<String, String> headers) {
    this.http = http;
    this.webUrl = webUrl;
    this.assetsUrl = assetsUrl;
    this.headers = Map.copyOf(headers);
  }

  /**
   * A query as the web client has it.
   *
   * @param features the names of the switches that it sends
   */
  public record Query(String id, List<String> features) {}

  /**
   * Looks a query up; empty where the page or the part does not name it.
   *
   * @param chunk the part's name, such as {@code modules.audio}
   * @param operation such as {@code AudioSpaceById}
   */
  public Mono<Query> query(String chunk, String operation) {
    return read(URI.create(webUrl + "/"))
        .flatMap(page -> Mono.justOrEmpty(hash(page, chunk)))
        .flatMap(
            hash ->
                read(
                    URI.create(
                        assetsUrl + "/responsive-web/client-web/" + chunk + "." + hash + "a.js")))
        .flatMap(part -> Mono.justOrEmpty(named(part, operation)))
        .timeout(LIMIT);
  }

  private Mono<String> read(URI uri) {
    return http.send(Endpoint.WEB_CLIENT, HttpMethod.GET, uri, headers)
        .filter(answer -> answer.status() == 200)
        .map(Answer::text);
  }

  /** The page names a part by its file, by a map from names to hashes, or by two from numbers. */
  static Optional<String> hash(String page, String chunk) {
    String name = Pattern.quote(chunk);
    return first(page, name + "\\." + HASH + "a?\\.js")
        .or(() -> first(page, "[\"']" + name + "[\"']\\s*:\\s*[\"']" + HASH + "[\"']"))
        .or(
            () ->
                first(page, "\\b(\\d{1,9})\\s*:\\s*[\"']" + name + "[\"']")
                    .flatMap(
                        number -> first(page, "\\b" + number + "\\s*:\\s*[\"']" + HASH + "[\"']")));
  }

  private static Optional<String> first(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Beside an operation's name stand its id and the features that it depends on. */
  static Optional<Query> named(String part, String operation) {
    Matcher name =
        Pattern.compile("operationName\\s*:\\s*[\"']" + Pattern.quote(operation) + "[\"']")
            .matcher(part);
    while (name.find()) {
      int begin = part.lastIndexOf('{', name.start()) + 1;
      String before = part.substring(Math.max(begin, name.start() - NEAR), name.start());
      String after = part.substring(name.end(), Math.min(name.end() + MOST_READ, part.length()));
      Optional<String> id =
          first(before, ID).or(() -> first(after.substring(0, Math.min(NEAR, after.length())), ID));
      if (id.isPresent()) {
        return Optional.of(new Query(id.get(), features(after)));
      }
    }
    return Optional.empty();
  }

  private static List<String> features(String after) {
    Matcher list = FEATURES.matcher(after);
    return list.find() && list.start() <= NEAR
        ? FEATURE
            .matcher(list.group(1))
            .results()
            .limit(MOST_FEATURES)
            .map(name -> name.group(1))
            .toList()
        : List.of();
  }
}
