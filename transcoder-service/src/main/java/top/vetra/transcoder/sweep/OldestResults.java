package top.vetra.transcoder.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import top.vetra.model.job.Format;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.disk.Disk;
import top.vetra.pipeline.disk.Disk.Mark;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.pipeline.store.ObjectStore.StoredObject;

/**
 * Removes the oldest results before their time: where all of them take more than they may, and
 * where accepted work could not go on without. The youngest stays, whatever its size: it is the one
 * that somebody is waiting for. Several processes may do so at once.
 */
public final class OldestResults {

  private static final Logger log = LoggerFactory.getLogger(OldestResults.class);

  private static final List<String> ENDINGS =
      Stream.of(Format.values()).map(format -> "." + format.extension()).toList();

  private final ObjectStore store;
  private final Disk disk;
  private final @Nullable DataSize budget;

  /**
   * Removes them from this store.
   *
   * @param disk where the store's objects lie
   * @param budget how much results may take; null for no limit
   */
  public OldestResults(ObjectStore store, Disk disk, @Nullable DataSize budget) {
    this.store = store;
    this.disk = disk;
    this.budget = budget;
  }

  /** Looks once, and removes what has to go. */
  public Mono<Void> makeRoom() {
    return overBudget()
        .zipWith(missing(), Math::max)
        .filter(bytes -> bytes > 0)
        .flatMap(this::remove);
  }

  private Mono<Long> overBudget() {
    return budget == null
        ? Mono.just(0L)
        : store
            .list(ObjectKeys.RESULTS)
            .reduce(0L, (sum, object) -> sum + object.sizeBytes())
            .map(sum -> sum - budget.toBytes());
  }

  /** What is promised for days does not go for new work, but for what is accepted already. */
  private Mono<Long> missing() {
    return disk.hasRoomFor(Mark.FETCHING)
        .flatMap(room -> room ? Mono.just(0L) : disk.missing(Mark.ACCEPTING));
  }

  private Mono<Void> remove(long bytes) {
    return store
        .list(ObjectKeys.RESULTS)
        .filter(object -> ENDINGS.stream().anyMatch(object.key()::endsWith))
        .collectSortedList(Comparator.comparing(StoredObject::lastModified))
        .flatMapIterable(files -> files.subList(0, Math.max(0, files.size() - 1)))
        .concatMap(this::removeIfUnchanged)
        .scan(0L, (freed, file) -> freed + file.sizeBytes())
        .takeUntil(freed -> freed >= bytes)
        .last()
        .doOnNext(freed -> log.warn("{} bytes of the oldest results went to make room", freed))
        .then();
  }

  /** A long listing is old news: the same file may have been made again meanwhile. */
  private Flux<StoredObject> removeIfUnchanged(StoredObject file) {
    return store
        .list(file.key())
        .filter(file::equals)
        .delayUntil(
            same ->
                store.delete(file.key()).then(store.delete(ObjectKeys.seekTableOf(file.key()))));
  }
}
