package top.vetra.fetcher;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;
import top.vetra.pipeline.stage.PipelineConfiguration;

/** Turns a recording's playlist into clean, numbered audio chunks in the object store. */
@SpringBootApplication
@Import(PipelineConfiguration.class)
public class FetcherService {

  /** Starts the service alone, against Kafka and S3 given by the environment. */
  public static void main(String[] args) {
    new SpringApplicationBuilder(FetcherService.class)
        .properties("spring.config.name=fetcher-service")
        .run(args);
  }
}
