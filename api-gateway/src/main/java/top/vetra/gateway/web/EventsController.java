package top.vetra.gateway.web;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.Links;
import top.vetra.model.job.Job;

/** {@code GET /api/v1/jobs/{id}/events}: the job as a stream of its changes. */
@RestController
final class EventsController {

  private static final Duration RECONNECT = Duration.ofSeconds(2);

  private final JobViews views;
  private final Follower follower;
  private final Links links;
  private final Clock clock;
  private final Closing closing;
  private final Duration heartbeat;

  EventsController(
      JobViews views,
      Follower follower,
      Links links,
      Clock clock,
      Closing closing,
      GatewaySettings settings) {
    this.views = views;
    this.follower = follower;
    this.links = links;
    this.clock = clock;
    this.closing = closing;
    this.heartbeat = settings.heartbeat();
  }

  @GetMapping(path = "/api/v1/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Mono<ResponseEntity<Flux<ServerSentEvent<Job>>>> events(
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen) {
    return views.find(id).map(view -> respond(view, lastSeen));
  }

  private ResponseEntity<Flux<ServerSentEvent<Job>>> respond(
      JobView view, @Nullable String lastSeen) {
    if (view.status().isFinal() && eventId(view).equals(lastSeen)) {
      // The one answer after which an EventSource does not come back.
      return ResponseEntity.noContent().build();
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        // Some proxies keep a response back until it is whole, unless told otherwise.
        .header("X-Accel-Buffering", "no")
        .body(stream(view, lastSeen));
  }

  private Flux<ServerSentEvent<Job>> stream(JobView view, @Nullable String lastSeen) {
    return follower
        .follow(view)
        .filter(changed -> !eventId(changed).equals(lastSeen))
        .map(this::event)
        .takeUntilOther(closing.signal())
        .publish(
            events -> Flux.merge(events, heartbeats().takeUntilOther(events.ignoreElements())));
  }

  private ServerSentEvent<Job> event(JobView view) {
    return ServerSentEvent.<Job>builder()
        .event("job")
        .id(eventId(view))
        .retry(RECONNECT)
        .data(view.render(clock.instant(), links))
        .build();
  }

  private static String eventId(JobView view) {
    return Long.toString(view.version());
  }

  private Flux<ServerSentEvent<Job>> heartbeats() {
    return Flux.interval(heartbeat)
        .onBackpressureDrop()
        .map(beat -> ServerSentEvent.<Job>builder().comment("still here").build());
  }
}
