package top.vetra.gateway.web;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import top.vetra.gateway.problem.RequestProblem;
import top.vetra.model.job.ResultFile;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;

/** What a player wants to know of a finished file, as it is stored beside it. */
@RestController
final class PlayerController {

  private static final CacheControl A_DAY = CacheControl.maxAge(Duration.ofDays(1)).cachePrivate();

  private final JobViews views;
  private final ObjectStore objects;

  PlayerController(JobViews views, ObjectStore objects) {
    this.views = views;
    this.objects = objects;
  }

  /** How loud the recording is along its length. */
  @GetMapping("/api/v1/jobs/{id}/waveform")
  Mono<ResponseEntity<byte[]>> waveform(@PathVariable String id) {
    return stored(id, ObjectKeys::waveformOf)
        .switchIfEmpty(Mono.defer(() -> stored(id, ObjectKeys::earlierWaveformOf)))
        .switchIfEmpty(none("There is no waveform of this job's recording."));
  }

  /** Where in an MP3 which moment is. */
  @GetMapping("/api/v1/jobs/{id}/seek-table")
  Mono<ResponseEntity<byte[]>> seekTable(@PathVariable String id) {
    return stored(id, ObjectKeys::seekTableOf)
        .switchIfEmpty(
            none("There is no seek table of this job's file: only MP3s have one, and need one."));
  }

  private Mono<ResponseEntity<byte[]>> stored(String id, UnaryOperator<String> keyOf) {
    return views
        .find(id)
        .mapNotNull(view -> view.conversion().result())
        .map(ResultFile::objectKey)
        .flatMap(key -> objects.get(keyOf.apply(key)))
        .map(
            json ->
                ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(A_DAY)
                    .body(json));
  }

  private static <T> Mono<T> none(String detail) {
    return Mono.error(() -> RequestProblem.of(ProblemCode.NOT_FOUND, detail));
  }
}
