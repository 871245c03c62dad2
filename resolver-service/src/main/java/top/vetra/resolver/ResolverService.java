package top.vetra.resolver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service alone, against Kafka, Redis and S3 given by the environment. */
@SpringBootApplication
public class ResolverService {

  public static void main(String[] args) {
    SpringApplication.run(ResolverService.class, args);
  }
}
