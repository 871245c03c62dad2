package top.vetra.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service alone, against Kafka, Redis and S3 given by the environment. */
@SpringBootApplication
public class ApiGateway {

  public static void main(String[] args) {
    SpringApplication.run(ApiGateway.class, args);
  }
}
