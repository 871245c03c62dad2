package top.vetra.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.pipeline.store.MultipartUpload;
import top.vetra.pipeline.store.ObjectStore;

/** Objects in memory; only what the gateway uses. */
public final class FakeObjectStore implements ObjectStore {

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private final AtomicInteger signed = new AtomicInteger();
  private final InstantSource clock;
  private final ObjectMapper json = JsonMapper.builder().build();

  /** One that goes by the real time. */
  public FakeObjectStore() {
    this(InstantSource.system());
  }

  /** One that goes by this clock. */
  public FakeObjectStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Mono<Void> put(String key, byte[] body, String contentType) {
    return Mono.fromRunnable(() -> objects.put(key, body));
  }

  @Override
  public Mono<Void> putJson(String key, Object value) {
    return Mono.defer(() -> put(key, json.writeValueAsBytes(value), "application/json"));
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
    return get(key).map(body -> json.readValue(body, type));
  }

  @Override
  public Mono<Boolean> exists(String key) {
    return Mono.fromSupplier(() -> objects.containsKey(key));
  }

  @Override
  public Flux<StoredObject> list(String prefix) {
    return Flux.defer(
        () ->
            Flux.fromStream(
                objects.keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .map(key -> new StoredObject(key, 1, clock.instant()))));
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
    return new SignedLink(
        "https://objects.example/" + key + "?signature=" + signed.incrementAndGet(),
        clock.instant().plus(lifetime));
  }
}
