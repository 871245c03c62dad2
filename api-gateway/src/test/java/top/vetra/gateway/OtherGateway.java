package top.vetra.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;
import top.vetra.gateway.instance.InstanceKeyForTests;
import top.vetra.pipeline.store.ObjectStore;

/** One more gateway in front of the same Kafka, Redis and object store. */
final class OtherGateway implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  OtherGateway(String kafka, ObjectStore objects, Map<String, String> settings) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--server.port=0");
    arguments.add("--vetra.kafka.bootstrap-servers=" + kafka);
    arguments.add("--vetra.redis.url=" + EmbeddedRedis.url());
    Map<String, String> all = new HashMap<>();
    all.put("vetra.instance-key", InstanceKeyForTests.TEXT);
    all.put("vetra.s3.access-key", "nobody");
    all.put("vetra.s3.secret-key", "is-asked");
    all.putAll(settings);
    all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    this.context =
        new SpringApplicationBuilder(ApiGateway.class)
            .properties("spring.config.name=api-gateway")
            .initializers(
                starting ->
                    starting.addBeanFactoryPostProcessor(beans -> replaceStore(beans, objects)))
            .run(arguments.toArray(String[]::new));
  }

  private static void replaceStore(ConfigurableListableBeanFactory beans, ObjectStore objects) {
    ((BeanDefinitionRegistry) beans).removeBeanDefinition("objectStore");
    beans.registerSingleton("objectStore", objects);
  }

  /** Its address. */
  String url() {
    return "http://localhost:" + port();
  }

  int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** A client that sends this API key. */
  WebTestClient http(String key) {
    return http().mutate().defaultHeader("Authorization", "Bearer " + key).build();
  }

  /** A client that sends none. */
  WebTestClient http() {
    return WebTestClient.bindToServer()
        .baseUrl(url())
        .responseTimeout(Duration.ofSeconds(10))
        .entityExchangeResultConsumer(RunningGateway.DESCRIPTION::check)
        .build();
  }

  int managementPort() {
    return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  @Override
  public void close() {
    context.close();
  }
}
