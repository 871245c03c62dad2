package top.vetra.pipeline.store;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import top.vetra.pipeline.settings.SettingException;

/**
 * How the object store is reached.
 *
 * @param endpoint its address, as the services reach it
 * @param publicEndpoint its address, as the people with a signed link reach it; {@code endpoint}
 *     where empty
 * @param region any, for stores that have none
 * @param bucket made at the start if it is not there
 * @param accessKey whose requests
 * @param secretKey signs them
 * @param folder where the bucket's objects lie as files, if the store keeps them so on this machine
 */
@ConfigurationProperties("vetra.s3")
public record S3Settings(
    URI endpoint,
    @Nullable URI publicEndpoint,
    @DefaultValue("us-east-1") String region,
    @DefaultValue("vetra") String bucket,
    @DefaultValue("") String accessKey,
    @DefaultValue("") String secretKey,
    @Nullable Path folder) {

  /** There is no pair that a store could be guessed to have. */
  public S3Settings {
    if (accessKey.isBlank() || secretKey.isBlank()) {
      throw new SettingException(
          "VETRA_S3_ACCESS_KEY and VETRA_S3_SECRET_KEY are not both set: give this service the pair"
              + " of keys that its object store knows.");
    }
  }

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "S3Settings[endpoint=" + endpoint + ", bucket=" + bucket + "]";
  }

  /** Where signed links lead. */
  public URI linkEndpoint() {
    return publicEndpoint == null || publicEndpoint.toString().isEmpty()
        ? endpoint
        : publicEndpoint;
  }
}
