package top.vetra.pipeline.disk;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;

/** Watches the disk. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DiskSettings.class)
public class DiskConfiguration {

  @Bean
  Disk disk(DiskSettings settings) {
    return new Disk(settings);
  }

  @Bean
  WorkInRoom workInRoom(
      Disk disk, DiskSettings settings, TaskPublisher tasks, EventPublisher events, Clock clock) {
    return new WorkInRoom(disk, settings, tasks, events, clock);
  }
}
