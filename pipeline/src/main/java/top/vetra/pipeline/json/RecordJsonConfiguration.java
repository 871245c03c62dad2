package top.vetra.pipeline.json;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the application's mapper read records of any version. */
@Configuration(proxyBeanMethods = false)
public class RecordJsonConfiguration {

  @Bean
  JsonMapperBuilderCustomizer recordJson() {
    return RecordJson::configure;
  }
}
