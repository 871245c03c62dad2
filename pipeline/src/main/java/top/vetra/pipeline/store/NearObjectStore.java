package top.vetra.pipeline.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.ObjectMapper;

/**
 * An object store on this machine, whose objects lie as files in a folder: they are written and
 * read there directly, without being signed, hashed and sent through two sockets, and the store
 * serves them to whoever has a signed link.
 */
final class NearObjectStore implements ObjectStore {

  /** Enough to keep a disk busy. All services in one JVM share them. */
  private static final Scheduler FILES =
      Schedulers.newBoundedElastic(4, Integer.MAX_VALUE, "object-files", 60, true);

  private final ObjectStore s3;
  private final ObjectFiles files;
  private final ObjectMapper json;

  NearObjectStore(ObjectStore s3, Path folder, ObjectMapper json) {
    this.s3 = s3;
    this.files = new ObjectFiles(folder);
    this.json = json;
  }

  @Override
  public Mono<Void> put(String key, byte[] body, String contentType) {
    return run(() -> files.write(key, body));
  }

  @Override
  public Mono<Void> putJson(String key, Object value) {
    return run(() -> files.write(key, json.writeValueAsBytes(value)));
  }

  @Override
  public Mono<Void> putFile(String key, Path file, String contentType) {
    return run(() -> files.link(key, file));
  }

  @Override
  public Mono<byte[]> get(String key) {
    return call(() -> files.read(key));
  }

  @Override
  public <T> Mono<T> getJson(String key, Class<T> type) {
    return get(key).map(body -> StoredJson.read(json, key, body, type));
  }

  @Override
  public Mono<Boolean> exists(String key) {
    return call(() -> files.exists(key));
  }

  @Override
  public Flux<StoredObject> list(String prefix) {
    return call(() -> files.list(prefix)).flatMapIterable(found -> found);
  }

  @Override
  public Mono<Void> delete(String key) {
    return run(() -> files.delete(key));
  }

  @Override
  public Mono<Void> deleteAll(String prefix) {
    return run(() -> files.deleteAll(prefix));
  }

  @Override
  public Mono<MultipartUpload> startMultipart(String key, String contentType) {
    return call(() -> new Upload(key, files.begin(key)));
  }

  @Override
  public Mono<Void> abortMultipart(String prefix, Instant startedBefore) {
    return run(() -> files.deleteUnfinished(prefix, startedBefore));
  }

  @Override
  public SignedLink sign(String key, String fileName, String contentType, Duration lifetime) {
    return s3.sign(key, fileName, contentType, lifetime);
  }

  private static Mono<Void> run(Work work) {
    return call(() -> {
          work.run();
          return true;
        })
        .then();
  }

  private static <T> Mono<T> call(Callable<@Nullable T> work) {
    return Mono.<T>fromCallable(work).subscribeOn(FILES);
  }

  private interface Work {
    void run() throws Exception;
  }

  /** All parts go to their places in one file. */
  private final class Upload implements MultipartUpload {

    private final String key;
    private final Path unfinished;

    Upload(String key, Path unfinished) {
      this.key = key;
      this.unfinished = unfinished;
    }

    @Override
    public Mono<Void> part(int number, long offset, List<byte[]> body) {
      return run(() -> files.write(unfinished, offset, body));
    }

    @Override
    public Mono<Void> complete() {
      return run(() -> files.finish(unfinished, key));
    }

    @Override
    public Mono<Void> abort() {
      return run(() -> files.abandon(unfinished));
    }
  }
}
