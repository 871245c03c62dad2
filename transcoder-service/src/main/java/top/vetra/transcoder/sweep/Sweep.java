package top.vetra.transcoder.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.pipeline.store.ObjectStore.StoredObject;
import top.vetra.transcoder.disk.WorkFolder;

/**
 * Removes what has had its time: not every object store can do that by itself. Several processes
 * may sweep at once.
 */
public final class Sweep {

  private static final int DELETES = 4;

  private static final Logger log = LoggerFactory.getLogger(Sweep.class);

  private final ObjectStore store;
  private final Clock clock;
  private final Duration retention;
  private final Duration leftoverAge;

  /**
   * Removes what is older.
   *
   * @param retention how long results are kept
   * @param leftoverAge how long anything else is kept that only a crash leaves behind; work that
   *     has not ended is kept as long as results, since everything may have stood still meanwhile
   */
  public Sweep(ObjectStore store, Clock clock, Duration retention, Duration leftoverAge) {
    this.store = store;
    this.clock = clock;
    this.retention = retention;
    this.leftoverAge = leftoverAge;
  }

  /** Goes through everything once. */
  public Mono<Void> once() {
    return Mono.defer(
        () -> {
          Instant now = clock.instant();
          Instant leftover = now.minus(leftoverAge);
          return Flux.concat(
                  remove(ObjectKeys.RESULTS, now.minus(retention)),
                  removeWork(leftover, now.minus(longer(leftoverAge, retention))),
                  remove(ObjectKeys.ENDED, leftover),
                  step("uploads", store.abortMultipart(ObjectKeys.RESULTS, leftover)),
                  step("work folders", removeFolders(leftover)))
              .then();
        });
  }

  private Mono<Void> remove(String prefix, Instant before) {
    return step(
        prefix,
        store
            .list(prefix)
            .filter(object -> isOld(object, before))
            .flatMap(object -> removeIfStillOld(object, before), DELETES)
            .count()
            .doOnNext(count -> report(prefix, count))
            .then());
  }

  /**
   * What is left of ended conversions; and of those that nobody goes on with any more, however long
   * the whole system was stopped.
   */
  private Mono<Void> removeWork(Instant leftover, Instant forgotten) {
    return step(
        ObjectKeys.WORK,
        store
            .list(ObjectKeys.WORK)
            .bufferUntilChanged(object -> ObjectKeys.conversionOf(object.key()))
            .filter(objects -> objects.stream().anyMatch(object -> isOld(object, leftover)))
            .filterWhen(objects -> isGivenUp(objects, forgotten), 1)
            .concatMapIterable(objects -> objects)
            .filter(object -> isOld(object, leftover))
            .flatMap(object -> removeIfStillOld(object, leftover), DELETES)
            .count()
            .doOnNext(count -> report(ObjectKeys.WORK, count))
            .then());
  }

  private Mono<Boolean> isGivenUp(List<StoredObject> work, Instant forgotten) {
    return work.stream().allMatch(object -> isOld(object, forgotten))
        ? Mono.just(true)
        : store.exists(ObjectKeys.ended(ObjectKeys.conversionOf(work.get(0).key())));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static boolean isOld(StoredObject object, Instant before) {
    return object.lastModified().isBefore(before);
  }

  /** A long listing is old news: the same Space may have been converted again meanwhile. */
  private Mono<StoredObject> removeIfStillOld(StoredObject object, Instant before) {
    return store
        .list(object.key())
        .filter(now -> now.key().equals(object.key()) && isOld(now, before))
        .next()
        .flatMap(now -> store.delete(now.key()).thenReturn(now));
  }

  private static Mono<Void> removeFolders(Instant before) {
    return Mono.<Void>fromCallable(
            () -> {
              WorkFolder.removeOlderThan(before);
              return null;
            })
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static void report(String prefix, long count) {
    if (count > 0) {
      log.info("swept {} objects of {}", count, prefix);
    }
  }

  /** What fails here is found again by the next sweep, and must not keep the rest from going. */
  private static Mono<Void> step(String what, Mono<Void> step) {
    return step.onErrorResume(
        failure -> {
          log.warn("sweeping {} failed", what, failure);
          return Mono.empty();
        });
  }
}
