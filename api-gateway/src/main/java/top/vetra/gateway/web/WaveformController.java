package top.vetra.gateway.web;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.model.job.ResultFile;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;

/** {@code GET /api/v1/jobs/{id}/waveform}: how loud the recording is along its length. */
@RestController
final class WaveformController {

  private static final CacheControl A_DAY = CacheControl.maxAge(Duration.ofDays(1)).cachePrivate();

  private final JobViews views;
  private final ObjectStore objects;

  WaveformController(JobViews views, ObjectStore objects) {
    this.views = views;
    this.objects = objects;
  }

  @GetMapping("/api/v1/jobs/{id}/waveform")
  Mono<ResponseEntity<byte[]>> get(@PathVariable String id) {
    return views
        .find(id)
        .flatMap(this::stored)
        .map(
            json ->
                ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(A_DAY)
                    .body(json))
        .switchIfEmpty(Mono.error(WaveformController::none));
  }

  private Mono<byte[]> stored(JobView view) {
    ResultFile file = view.conversion().result();
    return file == null ? Mono.empty() : objects.get(ObjectKeys.waveformOf(file.objectKey()));
  }

  private static RequestProblem none() {
    return RequestProblem.of(
        ProblemCode.NOT_FOUND, "There is no waveform of this job's recording.");
  }
}
