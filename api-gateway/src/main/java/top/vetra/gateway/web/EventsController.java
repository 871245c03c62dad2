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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.admission.Caller;
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
  private final EventStreams streams;
  private final Duration heartbeat;

  EventsController(
      JobViews views,
      Follower follower,
      Links links,
      Clock clock,
      Closing closing,
      EventStreams streams,
      GatewaySettings settings) {
    this.views = views;
    this.follower = follower;
    this.links = links;
    this.clock = clock;
    this.closing = closing;
    this.streams = streams;
    this.heartbeat = settings.heartbeat();
  }

  @GetMapping(path = "/api/v1/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Mono<ResponseEntity<Flux<ServerSentEvent<Job>>>> events(
      ServerWebExchange exchange,
      @PathVariable String id,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastSeen) {
    return views.find(id).map(view -> respond(Caller.of(exchange), view, lastSeen));
  }

  private ResponseEntity<Flux<ServerSentEvent<Job>>> respond(
      Caller caller, JobView view, @Nullable String lastSeen) {
    if (view.status().isFinal() && eventId(view).equals(lastSeen)) {
      // The one answer after which an EventSource does not come back.
      return ResponseEntity.noContent().build();
    }
    streams.checkRoom(caller);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        // Some proxies keep a response back until it is whole, unless told otherwise.
        .header("X-Accel-Buffering", "no")
        .body(streams.counted(caller, stream(view, lastSeen)));
  }

  /** Nothing is prepared for a reader that does not read: it is told of the last change alone. */
  private Flux<ServerSentEvent<Job>> stream(JobView view, @Nullable String lastSeen) {
    return follower
        .follow(view)
        .filter(changed -> !eventId(changed).equals(lastSeen))
        .map(this::event)
        .takeUntilOther(closing.signal())
        .publish(
            events -> Flux.merge(1, events, heartbeats().takeUntilOther(events.ignoreElements())),
            1);
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
    return view.tag();
  }

  private Flux<ServerSentEvent<Job>> heartbeats() {
    return Flux.interval(heartbeat)
        .onBackpressureDrop()
        .map(beat -> ServerSentEvent.<Job>builder().comment("still here").build());
  }
}
