package top.vetra.pipeline.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The disk that objects, the broker and Redis share on one machine. Broker and Redis do not survive
 * a full one: so new work stops first, then what fetches, then what makes something of what is
 * fetched, which gives room back in the end.
 */
public final class Disk {

  private static final Logger log = LoggerFactory.getLogger(Disk.class);

  /** What needs how much free space, in shares of the floor. */
  public enum Mark {
    /** New work is accepted. */
    ACCEPTING(1),
    /** Recordings are planned and fetched. */
    FETCHING(2),
    /** What is fetched is encoded and put together. */
    FINISHING(4);

    private final int divisor;

    Mark(int divisor) {
      this.divisor = divisor;
    }
  }

  private final @Nullable Path folder;
  private final long floor;

  /** The one that the settings name. */
  public Disk(DiskSettings settings) {
    this.folder = settings.folder();
    this.floor = settings.floor().toBytes();
  }

  /** Whether there is room for this; there is where the disk is not ours, or cannot be asked. */
  public Mono<Boolean> hasRoomFor(Mark mark) {
    return hasRoomFor(mark, 0);
  }

  /**
   * Whether there is room for this and something more.
   *
   * @param bytes how much is about to be written
   */
  public Mono<Boolean> hasRoomFor(Mark mark, long bytes) {
    return missing(mark).map(missing -> missing + bytes <= 0);
  }

  /** How many bytes have to be freed until there is room for this; negative if there is already. */
  public Mono<Long> missing(Mark mark) {
    if (folder == null || floor == 0) {
      return Mono.just(-Long.MAX_VALUE / 2);
    }
    return Mono.fromCallable(() -> floor / mark.divisor - free(folder))
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static long free(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      log.warn("free space is unknown: {}", e.toString());
      return Long.MAX_VALUE;
    }
  }
}
