package top.vetra.transcoder;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service alone, against Kafka, Redis and S3 given by the environment. */
@SpringBootApplication
public class TranscoderService {

  public static void main(String[] args) {
    SpringApplication.run(TranscoderService.class, args);
  }
}
