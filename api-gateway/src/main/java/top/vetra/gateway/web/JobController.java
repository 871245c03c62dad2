package top.vetra.gateway.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.Links;
import top.vetra.model.job.Job;

/** {@code GET} and {@code DELETE /api/v1/jobs/{id}}. */
@RestController
final class JobController {

  private final JobViews views;
  private final Cancellation cancellation;
  private final Polling polling;
  private final Links links;
  private final Clock clock;

  JobController(
      JobViews views, Cancellation cancellation, Polling polling, Links links, Clock clock) {
    this.views = views;
    this.cancellation = cancellation;
    this.polling = polling;
    this.links = links;
    this.clock = clock;
  }

  @GetMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Job>> get(@PathVariable String id) {
    return views.find(id).map(view -> respond(HttpStatus.OK, view));
  }

  /** A job that was final before is answered as it is: canceling twice is no error. */
  @DeleteMapping(path = "/api/v1/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  Mono<ResponseEntity<Job>> delete(@PathVariable String id) {
    return cancellation
        .cancel(id)
        .map(view -> respond(view.status().isFinal() ? HttpStatus.OK : HttpStatus.ACCEPTED, view));
  }

  private ResponseEntity<Job> respond(HttpStatus status, JobView view) {
    Instant now = clock.instant();
    var response =
        ResponseEntity.status(status)
            .cacheControl(CacheControl.noCache().cachePrivate())
            .eTag(polling.etag(view, now));
    Duration pause = polling.pause(view, now);
    if (!pause.isZero()) {
      response.header(HttpHeaders.RETRY_AFTER, Long.toString(pause.toSeconds()));
    }
    return response.body(view.render(now, links));
  }
}
