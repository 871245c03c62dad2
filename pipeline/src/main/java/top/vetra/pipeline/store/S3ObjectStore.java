package top.vetra.pipeline.store;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.ResponsePublisher;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import tools.jackson.databind.ObjectMapper;

/** Objects in a bucket of any store that speaks S3. */
final class S3ObjectStore implements ObjectStore {

  private static final int DELETE_BATCH = 500;

  private final S3AsyncClient client;
  private final S3Presigner presigner;
  private final String bucket;
  private final ObjectMapper json;

  S3ObjectStore(S3AsyncClient client, S3Presigner presigner, String bucket, ObjectMapper json) {
    this.client = client;
    this.presigner = presigner;
    this.bucket = bucket;
    this.json = json;
  }

  /** Makes the bucket if it is not there. */
  Mono<Void> createBucket() {
    return Mono.fromFuture(() -> client.headBucket(request -> request.bucket(bucket)))
        .then()
        .onErrorResume(
            S3Exception.class,
            missing ->
                Mono.fromFuture(() -> client.createBucket(request -> request.bucket(bucket)))
                    .then()
                    .onErrorComplete(BucketAlreadyOwnedByYouException.class)
                    .onErrorComplete(BucketAlreadyExistsException.class));
  }

  @Override
  public Mono<Void> put(String key, byte[] body, String contentType) {
    return put(key, () -> AsyncRequestBody.fromBytesUnsafe(body), contentType);
  }

  @Override
  public Mono<Void> putJson(String key, Object value) {
    return Mono.defer(() -> put(key, json.writeValueAsBytes(value), "application/json"));
  }

  @Override
  public Mono<Void> putFile(String key, Path file, String contentType) {
    return put(key, () -> AsyncRequestBody.fromFile(file), contentType);
  }

  private Mono<Void> put(
      String key, java.util.function.Supplier<AsyncRequestBody> body, String contentType) {
    return Mono.fromFuture(
            () ->
                client.putObject(
                    request -> request.bucket(bucket).key(key).contentType(contentType),
                    body.get()))
        .then();
  }

  @Override
  public Mono<byte[]> get(String key) {
    return body(key).flatMap(S3ObjectStore::whole).onErrorComplete(NoSuchKeyException.class);
  }

  @Override
  public <T> Mono<T> getJson(String key, Class<T> type) {
    return get(key).map(body -> StoredJson.read(json, key, body, type));
  }

  private Mono<ResponsePublisher<GetObjectResponse>> body(String key) {
    return Mono.fromFuture(
        () ->
            client.getObject(
                request -> request.bucket(bucket).key(key),
                AsyncResponseTransformer.toPublisher()));
  }

  /** Into an array of the announced length: megabytes are not to be copied as it grows. */
  private static Mono<byte[]> whole(ResponsePublisher<GetObjectResponse> body) {
    int length = Math.toIntExact(body.response().contentLength());
    return Flux.from(body)
        .collect(() -> ByteBuffer.allocate(length), ByteBuffer::put)
        .map(
            whole -> {
              if (whole.hasRemaining()) {
                throw new UncheckedIOException(
                    new EOFException(
                        "object: " + whole.position() + " bytes (expected: " + length + ")"));
              }
              return whole.array();
            });
  }

  @Override
  public Mono<Boolean> exists(String key) {
    return Mono.fromFuture(() -> client.headObject(request -> request.bucket(bucket).key(key)))
        .map(found -> true)
        .onErrorResume(NoSuchKeyException.class, missing -> Mono.just(false));
  }

  @Override
  public Flux<StoredObject> list(String prefix) {
    return Flux.from(
            client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)))
        .flatMapIterable(page -> page.contents())
        .map(object -> new StoredObject(object.key(), object.size(), object.lastModified()));
  }

  @Override
  public Mono<Void> delete(String key) {
    return Mono.fromFuture(() -> client.deleteObject(request -> request.bucket(bucket).key(key)))
        .then();
  }

  @Override
  public Mono<Void> deleteAll(String prefix) {
    return list(prefix)
        .map(object -> ObjectIdentifier.builder().key(object.key()).build())
        .buffer(DELETE_BATCH)
        .concatMap(this::deleteBatch)
        .then();
  }

  private Mono<Void> deleteBatch(List<ObjectIdentifier> keys) {
    return Mono.fromFuture(
            () ->
                client.deleteObjects(
                    request -> request.bucket(bucket).delete(batch -> batch.objects(keys))))
        .flatMap(
            response ->
                response.errors().isEmpty()
                    ? Mono.empty()
                    : Mono.error(
                        new IllegalStateException(
                            "objects left undeleted: " + response.errors().size())));
  }

  @Override
  public Mono<MultipartUpload> startMultipart(String key, String contentType) {
    return Mono.fromFuture(
            () ->
                client.createMultipartUpload(
                    request -> request.bucket(bucket).key(key).contentType(contentType)))
        .map(created -> new S3MultipartUpload(client, bucket, key, created.uploadId()));
  }

  @Override
  public Mono<Void> abortMultipart(String prefix, Instant startedBefore) {
    return Flux.from(
            client.listMultipartUploadsPaginator(request -> request.bucket(bucket).prefix(prefix)))
        .flatMapIterable(page -> page.uploads())
        // Some stores list uploads that have nothing to do with the prefix, or know no dates.
        .filter(upload -> upload.key().startsWith(prefix))
        .filter(upload -> upload.initiated() != null && upload.initiated().isBefore(startedBefore))
        .concatMap(
            upload ->
                new S3MultipartUpload(client, bucket, upload.key(), upload.uploadId()).abort())
        .then();
  }

  @Override
  public SignedLink sign(String key, String fileName, String contentType, Duration lifetime) {
    var signed =
        presigner.presignGetObject(
            presign ->
                presign
                    .signatureDuration(lifetime)
                    .getObjectRequest(
                        request ->
                            request
                                .bucket(bucket)
                                .key(key)
                                .responseContentDisposition(Attachment.named(fileName))
                                .responseContentType(contentType)));
    return new SignedLink(signed.url().toString(), signed.expiration());
  }
}
