package top.vetra.pipeline.store;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Objects under keys. Errors of the store are errors of the returned publishers. */
public interface ObjectStore {

  /** Stores a small object, replacing what was there. */
  Mono<Void> put(String key, byte[] body, String contentType);

  /** Stores a value as JSON. */
  Mono<Void> putJson(String key, Object value);

  /** Stores a file, of any length, which must not change any more. */
  Mono<Void> putFile(String key, Path file, String contentType);

  /** A small object whole; empty if there is none. */
  Mono<byte[]> get(String key);

  /** A JSON object; empty if there is none. */
  <T> Mono<T> getJson(String key, Class<T> type);

  /** Whether there is such an object. */
  Mono<Boolean> exists(String key);

  /** Everything below a prefix, in the order of the keys. */
  Flux<StoredObject> list(String prefix);

  /** Removes an object, if it is there. */
  Mono<Void> delete(String key);

  /** Removes everything below a prefix. */
  Mono<Void> deleteAll(String prefix);

  /** Begins an object that is written in parts, in any order, and appears when completed. */
  Mono<MultipartUpload> startMultipart(String key, String contentType);

  /**
   * Gives up all objects below a prefix whose making began earlier and never ended. A store that
   * keeps no such remains has nothing to do.
   */
  default Mono<Void> abortMultipart(String prefix, Instant startedBefore) {
    return Mono.empty();
  }

  /**
   * A link that anybody may GET until it expires, and that makes a browser save the file.
   *
   * @param key the object
   * @param fileName the name to save it under
   * @param contentType the media type to serve it as
   * @param lifetime at most 7 days
   */
  SignedLink sign(String key, String fileName, String contentType, Duration lifetime);

  /**
   * An object in a listing.
   *
   * @param key its key
   * @param sizeBytes its length
   * @param lastModified when it was written
   */
  record StoredObject(String key, long sizeBytes, Instant lastModified) {}

  /**
   * A signed link.
   *
   * @param url the link
   * @param expiresAt when it stops working
   */
  record SignedLink(String url, Instant expiresAt) {}
}
