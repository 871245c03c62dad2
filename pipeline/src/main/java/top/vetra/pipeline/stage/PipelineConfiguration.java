package top.vetra.pipeline.stage;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import top.vetra.pipeline.disk.DiskConfiguration;
import top.vetra.pipeline.health.PartsHealth;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.QueueConfiguration;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.queue.WorkerFactory;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.pipeline.store.ObjectStoreConfiguration;

/** All that a service stands on. */
@Configuration(proxyBeanMethods = false)
@Import({
  QueueConfiguration.class,
  ObjectStoreConfiguration.class,
  DiskConfiguration.class,
  PartsHealth.class
})
public class PipelineConfiguration {

  @Bean
  ConversionEnds conversionEnds(ObjectStore store, EventPublisher events, Clock clock) {
    return new ConversionEnds(store, events, clock);
  }

  @Bean
  Stages stages(WorkerFactory workers, ConversionEnds ends, TaskPublisher tasks, Clock clock) {
    return new Stages(workers, ends, tasks, clock);
  }

  @Bean
  Redrive redrive(ObjectStore store, TaskPublisher tasks, EventPublisher events, Clock clock) {
    return new Redrive(store, tasks, events, clock);
  }
}
