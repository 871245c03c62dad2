package top.vetra.fetcher;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import top.vetra.fetcher.chunk.Delivery;
import top.vetra.fetcher.chunk.FetchHandler;
import top.vetra.fetcher.media.HttpMediaOrigin;
import top.vetra.fetcher.media.MediaOrigin;
import top.vetra.fetcher.plan.PlanHandler;
import top.vetra.fetcher.playlist.RecordingSource;
import top.vetra.model.link.MediaHosts;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.disk.Disk.Mark;
import top.vetra.pipeline.disk.WorkInRoom;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.queue.Worker;
import top.vetra.pipeline.stage.Stages;
import top.vetra.pipeline.store.ObjectStore;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FetcherSettings.class)
class FetcherConfiguration {

  @Bean
  MediaHosts mediaHosts(FetcherSettings settings) {
    return MediaHosts.parse(settings.media().allowedHosts());
  }

  @Bean
  HttpMediaOrigin mediaOrigin(MediaHosts hosts, FetcherSettings settings) {
    return new HttpMediaOrigin(hosts, settings.media());
  }

  @Bean
  Worker planWorker(
      Stages stages,
      MediaOrigin origin,
      MediaHosts hosts,
      FetcherSettings settings,
      ObjectStore store,
      TaskPublisher tasks,
      EventPublisher events,
      WorkInRoom work,
      Clock clock) {
    PlanHandler handler =
        new PlanHandler(
            new RecordingSource(origin, hosts, settings.playlistLimits()),
            settings.plan(),
            store,
            tasks,
            events,
            clock);
    return stages.worker(
        TaskQueue.PLAN,
        settings.plan().workers(),
        settings.plan().limit(),
        work.doing(TaskQueue.PLAN, Mark.FETCHING, handler));
  }

  @Bean
  Worker fetchWorker(
      Stages stages,
      MediaOrigin origin,
      FetcherSettings settings,
      ObjectStore store,
      TaskPublisher tasks,
      EventPublisher events,
      WorkInRoom work,
      Clock clock) {
    FetchHandler handler =
        new FetchHandler(
            origin, settings.fetch(), store, new Delivery(store, tasks, events, clock), tasks);
    return stages.worker(
        TaskQueue.FETCH,
        settings.fetch().workers(),
        settings.fetch().limit(),
        work.doing(TaskQueue.FETCH, Mark.FETCHING, handler));
  }
}
