package top.vetra.fetcher;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.pipeline.store.MultipartUpload;
import top.vetra.pipeline.store.ObjectStore;

/** An object store that forgets everything with the test. */
public final class MemoryStore implements ObjectStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

  @Override
  public Mono<Void> put(String key, byte[] body, String contentType) {
    return Mono.fromRunnable(() -> objects.put(key, body));
  }

  @Override
  public Mono<Void> putJson(String key, Object value) {
    return Mono.defer(() -> put(key, JSON.writeValueAsBytes(value), "application/json"));
  }

  @Override
  public Mono<Void> putFile(String key, Path file, String contentType) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Mono<byte[]> get(String key) {
    return Mono.fromSupplier(() -> objects.get(key));
  }

  @Override
  public <T> Mono<T> getJson(String key, Class<T> type) {
    return get(key).map(body -> JSON.readValue(body, type));
  }

  @Override
  public Mono<Boolean> exists(String key) {
    return Mono.fromSupplier(() -> objects.containsKey(key));
  }

  @Override
  public Flux<StoredObject> list(String prefix) {
    return Flux.defer(() -> Flux.fromIterable(objects.entrySet()))
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(entry -> new StoredObject(entry.getKey(), entry.getValue().length, Instant.EPOCH));
  }

  @Override
  public Mono<Void> delete(String key) {
    return Mono.fromRunnable(() -> objects.remove(key));
  }

  @Override
  public Mono<Void> deleteAll(String prefix) {
    return Mono.fromRunnable(() -> objects.keySet().removeIf(key -> key.startsWith(prefix)));
  }

  @Override
  public Mono<MultipartUpload> startMultipart(String key, String contentType) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SignedLink sign(String key, String fileName, String contentType, Duration lifetime) {
    throw new UnsupportedOperationException();
  }
}
