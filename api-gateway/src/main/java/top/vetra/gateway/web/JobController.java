package top.vetra.gateway.web;

import java.time.Clock;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.Links;
import top.vetra.model.job.Job;

/** {@code GET /api/v1/jobs/{id}}. */
@RestController
final class JobController {

  /** Seconds until asking again makes sense. */
  private static final String RETRY_AFTER = "1";

  private final JobViews views;
  private final Links links;
  private final Clock clock;

  JobController(JobViews views, Links links, Clock clock) {
    this.views = views;
    this.links = links;
    this.clock = clock;
  }

  @GetMapping("/api/v1/jobs/{id}")
  Mono<ResponseEntity<Job>> get(@PathVariable String id) {
    return views.find(id).map(this::respond);
  }

  private ResponseEntity<Job> respond(JobView view) {
    var response = ResponseEntity.ok().cacheControl(CacheControl.noStore());
    if (!view.status().isFinal()) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    return response.body(view.render(clock.instant(), links));
  }
}
