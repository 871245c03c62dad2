package top.vetra.resolver;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Starts the service alone, against Kafka and S3 given by the environment. */
@SpringBootApplication
public class ResolverService {

  public static void main(String[] args) {
    new SpringApplicationBuilder(ResolverService.class)
        .properties("spring.config.name=resolver-service")
        .run(args);
  }
}
