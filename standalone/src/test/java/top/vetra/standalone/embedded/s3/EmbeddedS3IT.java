package top.vetra.standalone.embedded.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import top.vetra.standalone.embedded.PartProcess;

class EmbeddedS3IT {

  private static final S3Configuration PATH_STYLE =
      S3Configuration.builder().pathStyleAccessEnabled(true).build();
  private static final String KEY = "results/a b/Café & Code.mp3";
  private static final String DISPOSITION = "attachment; filename=\"space.mp3\"";

  private final HttpClient http = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void objectsAndTheirLinksOutliveAHardKill() throws Exception {
    URI link;
    try (PartProcess s3 = PartProcess.start("s3", folder)) {
      put(s3.address(), "the recording");
      link = link(s3.address(), Duration.ofMinutes(5));
      s3.kill();
    }
    try (PartProcess s3 = PartProcess.start("s3", folder)) {
      assertThat(s3.port()).as("the port that the link names").isEqualTo(link.getPort());
      assertThat(get(link).body()).isEqualTo("the recording");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys())))
        .isEqualTo("rw-------");
  }

  @Test
  void aSignedLinkSavesUnderANameAndCanBeReadInPieces() throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.start(folder, 0)) {
      put(s3.address(), "the recording");
      URI link = link(s3.address(), Duration.ofMinutes(5));
      assertThat(get(link).headers().firstValue("Content-Disposition")).hasValue(DISPOSITION);
      HttpResponse<String> piece = get(link, "Range", "bytes=4-8");
      assertThat(piece.statusCode()).isEqualTo(206);
      assertThat(piece.body()).isEqualTo("recor");
    }
  }

  @Test
  void aPageOfAnotherOriginMayReadWhatALinkOpensAndSeesThatOneHasDied() throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.start(folder, 0)) {
      put(s3.address(), "the recording");
      URI link = link(s3.address(), Duration.ofMinutes(5));
      URI wrong = URI.create(link.toString().replace("X-Amz-Signature=", "X-Amz-Signature=0"));
      String page = "http://localhost:8080";

      HttpResponse<String> piece = get(link, "Range", "bytes=4-8", "Origin", page);
      HttpResponse<String> refusal = get(wrong, "Origin", page);

      assertThat(piece.statusCode()).isEqualTo(206);
      assertThat(piece.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
      assertThat(piece.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
      assertThat(refusal.statusCode()).isEqualTo(403);
      assertThat(refusal.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    }
  }

  @Test
  void whatIsNotSignedRightIsRefused() throws Exception {
    try (EmbeddedS3 s3 = EmbeddedS3.start(folder, 0)) {
      put(s3.address(), "the recording");
      URI shortLived = link(s3.address(), Duration.ofSeconds(1));
      URI link = link(s3.address(), Duration.ofMinutes(5));
      String text = link.toString();
      char last = text.charAt(text.length() - 1);
      URI tampered = URI.create(text.substring(0, text.length() - 1) + (last == '0' ? '1' : '0'));
      URI otherName = URI.create(text.replace("space.mp3", "virus.exe"));
      URI anonymous = URI.create(text.substring(0, text.indexOf('?')));
      assertThat(get(tampered).statusCode()).isEqualTo(403);
      assertThat(otherName).isNotEqualTo(link);
      assertThat(get(otherName).statusCode()).isEqualTo(403);
      assertThat(get(anonymous).statusCode()).isEqualTo(403);
      await().until(() -> get(shortLived).statusCode() == 403);
      assertThat(get(link).statusCode()).isEqualTo(200);
    }
  }

  private Path keys() {
    return folder.resolve("credentials");
  }

  private void put(String endpoint, String body) throws Exception {
    try (S3Presigner presigner = presigner(endpoint)) {
      URI link =
          presigner
              .presignPutObject(
                  signed ->
                      signed
                          .signatureDuration(Duration.ofMinutes(5))
                          .putObjectRequest(object -> object.bucket(EmbeddedS3.BUCKET).key(KEY)))
              .url()
              .toURI();
      HttpRequest request = HttpRequest.newBuilder(link).PUT(BodyPublishers.ofString(body)).build();
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  private URI link(String endpoint, Duration lifetime) throws Exception {
    try (S3Presigner presigner = presigner(endpoint)) {
      return presigner
          .presignGetObject(
              signed ->
                  signed
                      .signatureDuration(lifetime)
                      .getObjectRequest(
                          object ->
                              object
                                  .bucket(EmbeddedS3.BUCKET)
                                  .key(KEY)
                                  .responseContentDisposition(DISPOSITION)))
          .url()
          .toURI();
    }
  }

  private S3Presigner presigner(String endpoint) throws Exception {
    return S3Presigner.builder()
        .endpointOverride(URI.create(endpoint))
        .region(Region.of(EmbeddedS3.REGION))
        .credentialsProvider(credentials())
        .serviceConfiguration(PATH_STYLE)
        .build();
  }

  private StaticCredentialsProvider credentials() throws Exception {
    S3Credentials kept = S3Credentials.keptIn(keys());
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(kept.accessKey(), kept.secretKey()));
  }

  private HttpResponse<String> get(URI link, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(link).timeout(Duration.ofSeconds(10));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
