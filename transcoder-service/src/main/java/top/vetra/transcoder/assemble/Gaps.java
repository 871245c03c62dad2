package top.vetra.transcoder.assemble;

import java.util.Comparator;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.model.job.Gap;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;

/** Lists all that is silence in a result and was not in the Space. */
final class Gaps {

  private final ObjectStore store;

  Gaps(ObjectStore store) {
    this.store = store;
  }

  /**
   * What could not be fetched and what could not be decoded, from the first to the last. Fails with
   * {@code audio-invalid} if that is too much to be a recording.
   */
  Mono<List<Gap>> of(String conversionId, List<Gap> notFetched) {
    Flux<Gap> notDecoded =
        store
            .list(ObjectKeys.chunkGaps(conversionId))
            .concatMap(chunk -> store.getJson(chunk.key(), Gap[].class))
            .concatMapIterable(List::of);
    return Flux.fromIterable(notFetched)
        .concatWith(notDecoded)
        .take(Gap.MOST + 1)
        .collectSortedList(Comparator.comparingDouble(Gap::startSeconds))
        .handle(
            (gaps, sink) -> {
              if (gaps.size() > Gap.MOST) {
                sink.error(new ProblemException(ProblemCode.AUDIO_INVALID));
              } else {
                sink.next(gaps);
              }
            });
  }
}
