package top.vetra.pipeline.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.KafkaSettings;
import top.vetra.pipeline.store.ObjectStore;

/** Tells operators of a cluster which of the parts below is down. */
@Configuration(proxyBeanMethods = false)
@Profile("cluster")
public class PartsHealth {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Bean
  ReactiveHealthIndicator kafkaHealthIndicator(KafkaSettings settings) {
    return () ->
        told(Mono.fromCallable(() -> nodes(settings)).subscribeOn(Schedulers.boundedElastic()));
  }

  @Bean
  ReactiveHealthIndicator objectStoreHealthIndicator(ObjectStore store) {
    return () -> told(store.exists(ObjectKeys.ended("nothing")));
  }

  /** A client for each look: nobody looks often, and it must not outlive what it looks at. */
  private static int nodes(KafkaSettings settings) throws Exception {
    try (Admin admin =
        Admin.create(
            settings.client(
                Map.of(
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    (int) PATIENCE.toMillis(),
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    (int) PATIENCE.toMillis())))) {
      return admin.describeCluster().nodes().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).size();
    }
  }

  private static Mono<Health> told(Mono<?> answer) {
    return answer
        .timeout(PATIENCE.plusSeconds(1))
        .map(any -> Health.up().build())
        .onErrorResume(failure -> Mono.just(Health.down().build()));
  }
}
