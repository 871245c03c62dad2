package top.vetra.pipeline.store;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.util.retry.Retry;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import tools.jackson.databind.ObjectMapper;

/** Connects a service to the object store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(S3Settings.class)
public class ObjectStoreConfiguration {

  private static final Duration STARTUP_PATIENCE = Duration.ofSeconds(60);

  /** Buckets are named in the path: stores by address have no names for buckets. */
  private static final S3Configuration PATH_STYLE =
      S3Configuration.builder().pathStyleAccessEnabled(true).build();

  @Bean
  StaticCredentialsProvider s3Credentials(S3Settings settings) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
  }

  @Bean
  S3AsyncClient s3Client(S3Settings settings, StaticCredentialsProvider credentials) {
    return S3AsyncClient.builder()
        .endpointOverride(settings.endpoint())
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials)
        .serviceConfiguration(PATH_STYLE)
        // Not every store that speaks S3 knows the newer checksum trailers.
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .maxConcurrency(64)
                .connectionAcquisitionTimeout(Duration.ofSeconds(30)))
        .build();
  }

  @Bean
  S3Presigner s3Presigner(S3Settings settings, StaticCredentialsProvider credentials) {
    return S3Presigner.builder()
        .endpointOverride(settings.linkEndpoint())
        .region(Region.of(settings.region()))
        .credentialsProvider(credentials)
        .serviceConfiguration(PATH_STYLE)
        .build();
  }

  @Bean
  ObjectStore objectStore(
      S3Settings settings, S3AsyncClient client, S3Presigner presigner, ObjectMapper json) {
    S3ObjectStore store = new S3ObjectStore(client, presigner, settings.bucket(), json);
    store
        .createBucket()
        .retryWhen(
            Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200)).maxBackoff(Duration.ofSeconds(2)))
        .block(STARTUP_PATIENCE);
    return settings.folder() == null ? store : new NearObjectStore(store, settings.folder(), json);
  }
}
