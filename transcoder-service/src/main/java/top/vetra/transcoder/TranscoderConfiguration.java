package top.vetra.transcoder;

import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.disk.Disk;
import top.vetra.pipeline.disk.Disk.Mark;
import top.vetra.pipeline.disk.DiskSettings;
import top.vetra.pipeline.disk.WorkInRoom;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.queue.Worker;
import top.vetra.pipeline.stage.ConversionEnds;
import top.vetra.pipeline.stage.Stages;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.transcoder.assemble.AssembleHandler;
import top.vetra.transcoder.encode.EncodeHandler;
import top.vetra.transcoder.sweep.OldestResults;
import top.vetra.transcoder.sweep.Sweep;
import top.vetra.transcoder.sweep.SweepSchedule;

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
  FfmpegRuns ffmpegRuns(TranscoderSettings settings, Scheduler ffmpegScheduler) {
    return FfmpegRuns.of(settings, ffmpegScheduler);
  }

  @Bean
  HealthIndicator ffmpegHealthIndicator(FfmpegRuns ffmpeg) {
    return ffmpeg::health;
  }

  @Bean
  Worker encodeWorker(
      Stages stages,
      TranscoderSettings settings,
      ObjectStore store,
      FfmpegRuns ffmpeg,
      EventPublisher events,
      TaskPublisher tasks,
      WorkInRoom work,
      Clock clock) {
    Duration limit = settings.transcoder().encodeLimit();
    return stages.worker(
        TaskQueue.ENCODE,
        settings.transcoder().encoders(),
        limit,
        work.doing(
            TaskQueue.ENCODE,
            Mark.FINISHING,
            counted(new EncodeHandler(store, ffmpeg.encoder(limit), events, tasks, clock))));
  }

  /** Seconds of audio encoded; over the seconds of {@code vetra.task}, the speed of one encoder. */
  private static TaskHandler<EncodeTask> counted(EncodeHandler encode) {
    return (task, attempt) ->
        encode
            .handle(task, attempt)
            .doOnSuccess(
                done ->
                    Metrics.counter("vetra.encoded.audio.seconds")
                        .increment(task.format().secondsOf(task.frames())));
  }

  @Bean
  Worker assembleWorker(
      Stages stages,
      TranscoderSettings settings,
      ObjectStore store,
      FfmpegRuns ffmpeg,
      WorkInRoom work,
      ConversionEnds ends) {
    Duration limit = settings.transcoder().assembleLimit();
    AssembleHandler handler =
        new AssembleHandler(store, ffmpeg.within(limit), ends::complete, settings.linkLifetime());
    return stages.worker(
        TaskQueue.ASSEMBLE,
        settings.transcoder().assembleConcurrency(),
        limit,
        work.doing(TaskQueue.ASSEMBLE, Mark.FINISHING, task -> size(store, task), handler));
  }

  /** How long a file is about to be: it stands beside its parts before they go. */
  private static Mono<Long> size(ObjectStore store, AssembleTask task) {
    String conversionId = task.conversionId();
    return store
        .list(
            switch (task.preset().format()) {
              case MP3 -> ObjectKeys.parts(conversionId);
              case M4A -> ObjectKeys.chunks(conversionId);
            })
        .reduce(0L, (sum, part) -> sum + part.sizeBytes());
  }

  @Bean
  SweepSchedule sweepSchedule(TranscoderSettings settings, ObjectStore store, Clock clock) {
    return new SweepSchedule(
        new Sweep(store, clock, settings.retention(), settings.transcoder().leftoverAge())::once,
        settings.sweepPeriod());
  }

  @Bean
  SweepSchedule roomSchedule(
      TranscoderSettings settings, DiskSettings limits, ObjectStore store, Disk disk) {
    return new SweepSchedule(
        new OldestResults(store, disk, limits.budget())::makeRoom, settings.roomPeriod());
  }
}
