package top.vetra.pipeline.store;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** S3's multipart upload. */
final class S3MultipartUpload implements MultipartUpload {

  private final S3AsyncClient client;
  private final String bucket;
  private final String key;
  private final String uploadId;
  private final Queue<CompletedPart> parts = new ConcurrentLinkedQueue<>();

  S3MultipartUpload(S3AsyncClient client, String bucket, String key, String uploadId) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.uploadId = uploadId;
  }

  @Override
  public Mono<Void> part(int number, long offset, List<byte[]> body) {
    return Mono.fromFuture(
            () ->
                client.uploadPart(
                    request ->
                        request.bucket(bucket).key(key).uploadId(uploadId).partNumber(number),
                    AsyncRequestBody.fromByteBuffersUnsafe(
                        body.stream().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new))))
        .doOnNext(
            stored ->
                parts.add(CompletedPart.builder().partNumber(number).eTag(stored.eTag()).build()))
        .then();
  }

  @Override
  public Mono<Void> complete() {
    return Mono.fromFuture(
            () -> {
              List<CompletedPart> ordered =
                  parts.stream().sorted(Comparator.comparing(CompletedPart::partNumber)).toList();
              return client.completeMultipartUpload(
                  request ->
                      request
                          .bucket(bucket)
                          .key(key)
                          .uploadId(uploadId)
                          .multipartUpload(upload -> upload.parts(ordered)));
            })
        .then();
  }

  @Override
  public Mono<Void> abort() {
    return Mono.fromFuture(
            () ->
                client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(uploadId)))
        .then();
  }
}
