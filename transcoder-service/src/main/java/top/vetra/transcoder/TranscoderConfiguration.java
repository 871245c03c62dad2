package top.vetra.transcoder;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import top.vetra.ffmpeg.FfmpegProgram;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.queue.Worker;
import top.vetra.pipeline.stage.ConversionEnds;
import top.vetra.pipeline.stage.Stages;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.transcoder.assemble.AssembleHandler;
import top.vetra.transcoder.encode.EncodeHandler;
import top.vetra.transcoder.ffmpeg.Ffmpeg;
import top.vetra.transcoder.ffmpeg.JaffreeFfmpeg;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TranscoderSettings.class)
class TranscoderConfiguration {

  @Bean(destroyMethod = "dispose")
  Scheduler ffmpegScheduler(TranscoderSettings settings) {
    int runs = settings.transcoder().encoders() + settings.transcoder().assembleConcurrency();
    return Schedulers.newBoundedElastic(runs, 100 * runs, "ffmpeg");
  }

  @Bean
  Ffmpeg ffmpeg(TranscoderSettings settings, Scheduler ffmpegScheduler) {
    Path cache =
        settings.home() == null
            ? FfmpegProgram.defaultCacheDirectory()
            : settings.home().resolve("bin");
    return new JaffreeFfmpeg(
        FfmpegProgram.locate(settings.ffmpeg(), cache),
        settings.transcoder().encodeLimit(),
        ffmpegScheduler);
  }

  @Bean
  Worker encodeWorker(
      Stages stages,
      TranscoderSettings settings,
      ObjectStore store,
      Ffmpeg ffmpeg,
      EventPublisher events,
      TaskPublisher tasks,
      Clock clock) {
    return stages.worker(
        TaskQueue.ENCODE,
        settings.transcoder().encoders(),
        settings.transcoder().encodeLimit(),
        new EncodeHandler(store, ffmpeg, events, tasks, clock));
  }

  @Bean
  Worker assembleWorker(
      Stages stages, TranscoderSettings settings, ObjectStore store, ConversionEnds ends) {
    return stages.worker(
        TaskQueue.ASSEMBLE,
        settings.transcoder().assembleConcurrency(),
        settings.transcoder().assembleLimit(),
        new AssembleHandler(store, ends::complete, settings.linkLifetime()));
  }
}
