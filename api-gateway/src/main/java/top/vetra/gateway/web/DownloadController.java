package top.vetra.gateway.web;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.Links;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.model.job.ResultFile;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.pipeline.store.ObjectStore;

/** {@code GET /api/v1/jobs/{id}/download}: the way to the finished file. */
@RestController
final class DownloadController {

  private final JobViews views;
  private final Links links;
  private final ObjectStore objects;
  private final Clock clock;
  private final GatewaySettings settings;

  DownloadController(
      JobViews views, Links links, ObjectStore objects, Clock clock, GatewaySettings settings) {
    this.views = views;
    this.links = links;
    this.objects = objects;
    this.clock = clock;
    this.settings = settings;
  }

  @GetMapping("/api/v1/jobs/{id}/download")
  Mono<ResponseEntity<Void>> download(@PathVariable String id) {
    return views.find(id).flatMap(this::redirect);
  }

  private Mono<ResponseEntity<Void>> redirect(JobView view) {
    ResultFile file = view.conversion().result();
    return switch (view.status()) {
      case COMPLETED ->
          file == null
              ? Mono.error(new IllegalStateException("result: null (expected: a file)"))
              : isThere(view, file)
                  .flatMap(there -> there ? Mono.just(found(view, file)) : Mono.error(expired()));
      case FAILED -> Mono.error(failed(view.conversion().error()));
      case CANCELED ->
          Mono.error(
              RequestProblem.of(
                  ProblemCode.NO_RESULT,
                  "status: canceled (expected: completed). Paste the link again to start a new"
                      + " job."));
      default ->
          Mono.error(
              RequestProblem.of(
                  ProblemCode.NO_RESULT,
                  "status: "
                      + view.status().name().toLowerCase(Locale.ROOT)
                      + " (expected: completed). Ask again when the job is done."));
    };
  }

  private Mono<Boolean> isThere(JobView view, ResultFile file) {
    return settings.keeps(view.conversion().updatedAt(), clock.instant())
        ? objects.exists(file.objectKey())
        : Mono.just(false);
  }

  private ResponseEntity<Void> found(JobView view, ResultFile file) {
    Instant now = clock.instant();
    var link = links.fresh(file, view.conversion().updatedAt(), now);
    return ResponseEntity.status(HttpStatus.FOUND)
        .location(URI.create(link.url()))
        .cacheControl(CacheControl.noStore())
        .build();
  }

  private static RequestProblem failed(@Nullable Problem problem) {
    return new RequestProblem(problem == null ? Problem.of(ProblemCode.INTERNAL) : problem);
  }

  private static RequestProblem expired() {
    return new RequestProblem(
        Problem.of(
            ProblemCode.RECORDING_EXPIRED,
            "The file was kept for as long as we keep files, and is gone. Paste the link again to"
                + " make it anew."));
  }
}
