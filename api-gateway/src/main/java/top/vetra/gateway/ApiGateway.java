package top.vetra.gateway;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;
import top.vetra.pipeline.queue.DelayConfiguration;
import top.vetra.pipeline.stage.PipelineConfiguration;

/** Starts the service alone, against Kafka, Redis and S3 given by the environment. */
@SpringBootApplication
@EnableConfigurationProperties(GatewaySettings.class)
@Import({PipelineConfiguration.class, DelayConfiguration.class})
public class ApiGateway {

  public static void main(String[] args) {
    new SpringApplicationBuilder(ApiGateway.class)
        .properties("spring.config.name=api-gateway")
        .run(args);
  }
}
