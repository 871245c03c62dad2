package top.vetra.transcoder.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.pipeline.store.MultipartUpload;
import top.vetra.pipeline.store.ObjectStore;

/** Objects in a map, with S3's rules about multipart uploads. */
public final class InMemoryObjectStore implements ObjectStore {

  private record Entry(byte[] body, Instant written) {}

  private record Part(long offset, byte[] body) {}

  private final NavigableMap<String, Entry> objects = new ConcurrentSkipListMap<>();
  private final ObjectMapper json = JsonMapper.builder().build();

  /** How many uploads were begun and neither completed nor aborted. */
  public int openUploads;

  /** Done once, when a first listing is over. */
  public Runnable afterFirstListing = () -> {};

  /** Listings of it fail. */
  public @Nullable String failingPrefix;

  /** Writes an object as if it had been written then. */
  public void putAt(String key, byte[] body, Instant written) {
    objects.put(key, new Entry(body, written));
  }

  /** The keys of all objects. */
  public List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  @Override
  public Mono<Void> put(String key, byte[] body, String contentType) {
    return Mono.fromRunnable(() -> putAt(key, body, Instant.now()));
  }

  @Override
  public Mono<Void> putJson(String key, Object value) {
    return Mono.defer(() -> put(key, json.writeValueAsBytes(value), "application/json"));
  }

  @Override
  public Mono<Void> putFile(String key, Path file, String contentType) {
    return Mono.defer(
        () -> {
          try {
            return put(key, Files.readAllBytes(file), contentType);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Override
  public Mono<byte[]> get(String key) {
    return Mono.fromSupplier(() -> body(key));
  }

  private byte @Nullable [] body(String key) {
    Entry entry = objects.get(key);
    return entry == null ? null : entry.body();
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
        () -> {
          if (prefix.equals(failingPrefix)) {
            return Flux.error(new IllegalStateException("no listing today"));
          }
          List<StoredObject> page =
              objects.tailMap(prefix, true).entrySet().stream()
                  .takeWhile(entry -> entry.getKey().startsWith(prefix))
                  .map(InMemoryObjectStore::stored)
                  .toList();
          afterFirstListing.run();
          afterFirstListing = () -> {};
          return Flux.fromIterable(page);
        });
  }

  private static byte[] join(List<byte[]> pieces) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    pieces.forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  private static StoredObject stored(Map.Entry<String, Entry> entry) {
    Entry object = entry.getValue();
    return new StoredObject(entry.getKey(), object.body().length, object.written());
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
    return Mono.fromSupplier(
        () -> {
          openUploads++;
          return new Upload(key);
        });
  }

  @Override
  public Mono<Void> abortMultipart(String prefix, Instant startedBefore) {
    return Mono.fromRunnable(
        () -> {
          if (Instant.now().isBefore(startedBefore)) {
            openUploads = 0;
          }
        });
  }

  @Override
  public SignedLink sign(String key, String fileName, String contentType, Duration lifetime) {
    return new SignedLink("https://store.example/" + key, Instant.now().plus(lifetime));
  }

  private final class Upload implements MultipartUpload {

    private final String key;
    private final NavigableMap<Integer, Part> parts = new TreeMap<>();

    Upload(String key) {
      this.key = key;
    }

    @Override
    public Mono<Void> part(int number, long offset, List<byte[]> body) {
      return Mono.fromRunnable(
          () -> {
            synchronized (parts) {
              parts.put(number, new Part(offset, join(body)));
            }
          });
    }

    @Override
    public Mono<Void> complete() {
      return Mono.defer(
          () -> {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (Part part : parts.values()) {
              boolean isLast = parts.lastEntry().getValue() == part;
              if (part.offset != whole.size() || !isLast && part.body.length < MIN_PART_BYTES) {
                return Mono.error(
                    new IllegalStateException(part.body.length + " bytes at " + part.offset));
              }
              whole.writeBytes(part.body);
            }
            openUploads--;
            return put(key, whole.toByteArray(), "");
          });
    }

    @Override
    public Mono<Void> abort() {
      return Mono.fromRunnable(() -> openUploads--);
    }
  }
}
