package top.vetra.pipeline.stage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.pipeline.store.MultipartUpload;
import top.vetra.pipeline.store.ObjectStore;

/** Objects in memory, of a store that may be away. */
final class FailingStore implements ObjectStore {

  final Map<String, byte[]> objects = new TreeMap<>();
  boolean away;
  private final JsonMapper json = JsonMapper.builder().build();

  private <T> Mono<T> ask(Callable<T> question) {
    return Mono.fromCallable(
        () -> {
          if (away) {
            throw new IOException("the store is away");
          }
          return question.call();
        });
  }

  @Override
  public Mono<Void> put(String key, byte[] body, String contentType) {
    return ask(() -> objects.put(key, body)).then();
  }

  @Override
  public Mono<Void> putJson(String key, Object value) {
    return put(key, json.writeValueAsBytes(value), "application/json");
  }

  @Override
  public Mono<byte[]> get(String key) {
    return ask(() -> objects.get(key));
  }

  @Override
  public <T> Mono<T> getJson(String key, Class<T> type) {
    return get(key).map(body -> json.readValue(body, type));
  }

  @Override
  public Mono<Boolean> exists(String key) {
    return ask(() -> objects.containsKey(key));
  }

  @Override
  public Flux<StoredObject> list(String prefix) {
    return ask(() -> objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList())
        .flatMapIterable(keys -> keys)
        .map(key -> new StoredObject(key, 1, Instant.EPOCH));
  }

  @Override
  public Mono<Void> deleteAll(String prefix) {
    return ask(() -> objects.keySet().removeIf(key -> key.startsWith(prefix))).then();
  }

  @Override
  public Mono<Void> delete(String key) {
    return ask(() -> objects.remove(key)).then();
  }

  @Override
  public Mono<Void> putFile(String key, Path file, String contentType) {
    throw new UnsupportedOperationException();
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
