package top.vetra.pipeline.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.store.ObjectKeys;

/**
 * An object store on this machine, whose objects lie as files in a folder. What only the workers
 * see is written and read there directly, without being signed, hashed and sent through two
 * sockets; it stays visible through S3. What is kept for people goes through S3 as anywhere else.
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

  private static boolean isForPeople(String key) {
    return key.startsWith(ObjectKeys.RESULTS);
  }

  @Override
  public Mono<Void> put(String key, byte[] body, String contentType) {
    return isForPeople(key) ? s3.put(key, body, contentType) : run(() -> files.write(key, body));
  }

  @Override
  public Mono<Void> putJson(String key, Object value) {
    return isForPeople(key)
        ? s3.putJson(key, value)
        : run(() -> files.write(key, json.writeValueAsBytes(value)));
  }

  @Override
  public Mono<Void> putFile(String key, Path file, String contentType) {
    return s3.putFile(key, file, contentType);
  }

  @Override
  public Mono<byte[]> get(String key) {
    return isForPeople(key) ? s3.get(key) : call(() -> files.read(key));
  }

  @Override
  public <T> Mono<T> getJson(String key, Class<T> type) {
    return get(key).map(body -> json.readValue(body, type));
  }

  @Override
  public Mono<Boolean> exists(String key) {
    return isForPeople(key) ? s3.exists(key) : call(() -> files.exists(key));
  }

  @Override
  public Flux<StoredObject> list(String prefix) {
    return isForPeople(prefix)
        ? s3.list(prefix)
        : call(() -> files.list(prefix)).flatMapIterable(found -> found);
  }

  @Override
  public Mono<Void> delete(String key) {
    return isForPeople(key) ? s3.delete(key) : run(() -> files.delete(key));
  }

  @Override
  public Mono<Void> deleteAll(String prefix) {
    return isForPeople(prefix) ? s3.deleteAll(prefix) : run(() -> files.deleteAll(prefix));
  }

  @Override
  public Mono<MultipartUpload> startMultipart(String key, String contentType) {
    return s3.startMultipart(key, contentType);
  }

  @Override
  public Mono<Void> abortMultipart(String prefix, Instant startedBefore) {
    return s3.abortMultipart(prefix, startedBefore);
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
}
