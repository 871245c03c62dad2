package top.vetra.transcoder;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;
import top.vetra.pipeline.stage.PipelineConfiguration;

/** Starts the service alone, against Kafka and S3 given by the environment. */
@SpringBootApplication
@Import(PipelineConfiguration.class)
public class TranscoderService {

  public static void main(String[] args) {
    new SpringApplicationBuilder(TranscoderService.class)
        .properties("spring.config.name=transcoder-service")
        .run(args);
  }
}
