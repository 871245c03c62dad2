package top.vetra.resolver;

import java.time.Clock;
import java.util.Map;
import reactor.core.publisher.Mono;
import top.vetra.model.link.MediaHosts;
import top.vetra.resolver.resolve.X;
import top.vetra.resolver.x.LiveX;
import top.vetra.resolver.x.call.CallBudget;
import top.vetra.resolver.x.call.Endpoint;
import top.vetra.resolver.x.call.Http;
import top.vetra.resolver.x.call.XCalls;
import top.vetra.resolver.x.canary.Canary;
import top.vetra.resolver.x.graphql.GraphqlQuery;
import top.vetra.resolver.x.graphql.QuerySettings;
import top.vetra.resolver.x.graphql.WebClientBundle;
import top.vetra.resolver.x.post.PostQuery;
import top.vetra.resolver.x.post.SyndicatedPosts;
import top.vetra.resolver.x.shortlink.ShortLinks;
import top.vetra.resolver.x.space.BroadcastQuery;
import top.vetra.resolver.x.space.SpaceQuery;
import top.vetra.resolver.x.stream.StreamStatus;

/** All calls to X, put together by the settings. */
record XClient(XCalls calls, SpaceQuery spaces, StreamStatus streams, Canary canary, X x) {

  /** Makes no call yet. */
  static XClient of(ResolverSettings settings, CallBudget budget, Clock clock) {
    ResolverSettings.X x = settings.x();
    Http http = new Http(x.http(), budget, clock);
    XCalls calls = new XCalls(http, x.access(settings.resolver().patience().perRateLimit()), clock);
    Map<String, String> headers = x.browserHeaders();
    WebClientBundle bundle =
        new WebClientBundle(
            new Http(x.http().withMaxBodyBytes(x.maxBundleBytes()), budget, clock),
            x.webUrl(),
            x.assetsUrl(),
            headers);
    SpaceQuery spaces =
        new SpaceQuery(
            query(calls, Endpoint.SPACE, "AudioSpaceById", "id", x, x.space(), bundle, clock));
    PostQuery posts =
        new PostQuery(
            query(
                calls, Endpoint.POST, "TweetResultByRestId", "tweetId", x, x.post(), bundle, clock),
            new SyndicatedPosts(http, x.syndicationUrl(), headers));
    StreamStatus streams =
        new StreamStatus(calls, x.apiUrl(), MediaHosts.parse(settings.media().allowedHosts()));
    Canary canary = canary(x.canary(), spaces, clock);
    X live =
        new LiveX(
            new ShortLinks(http, x.shortUrl(), x.shortUserAgent(), clock),
            posts,
            spaces,
            new BroadcastQuery(calls, x.apiUrl()),
            streams,
            canary);
    return new XClient(calls, spaces, streams, canary, live);
  }

  private static GraphqlQuery query(
      XCalls calls,
      Endpoint endpoint,
      String operation,
      String variable,
      ResolverSettings.X x,
      QuerySettings settings,
      WebClientBundle bundle,
      Clock clock) {
    return new GraphqlQuery(
        calls, endpoint, x.bases(), operation, variable, settings, bundle, clock);
  }

  private static Canary canary(ResolverSettings.Canary settings, SpaceQuery spaces, Clock clock) {
    Mono<?> asked = settings.space().isBlank() ? null : spaces.find(settings.space());
    return new Canary(asked, settings.interval(), clock);
  }
}
