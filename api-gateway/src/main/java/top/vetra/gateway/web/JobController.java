package top.vetra.gateway.web;

import java.time.Clock;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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

  /** Seconds until asking again makes sense. */
  private static final String RETRY_AFTER = "1";

  private final JobViews views;
  private final Cancellation cancellation;
  private final Links links;
  private final Clock clock;

  JobController(JobViews views, Cancellation cancellation, Links links, Clock clock) {
    this.views = views;
    this.cancellation = cancellation;
    this.links = links;
    this.clock = clock;
  }

  @GetMapping("/api/v1/jobs/{id}")
  Mono<ResponseEntity<Job>> get(@PathVariable String id) {
    return views.find(id).map(view -> respond(HttpStatus.OK, view));
  }

  /** A job that was final before is answered as it is: canceling twice is no error. */
  @DeleteMapping("/api/v1/jobs/{id}")
  Mono<ResponseEntity<Job>> delete(@PathVariable String id) {
    return cancellation
        .cancel(id)
        .map(view -> respond(view.status().isFinal() ? HttpStatus.OK : HttpStatus.ACCEPTED, view));
  }

  private ResponseEntity<Job> respond(HttpStatus status, JobView view) {
    var response = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
    if (!view.status().isFinal()) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    return response.body(view.render(clock.instant(), links));
  }
}
