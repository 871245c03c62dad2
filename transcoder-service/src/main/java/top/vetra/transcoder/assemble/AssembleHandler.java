package top.vetra.transcoder.assemble;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;
import top.vetra.model.job.Format;
import top.vetra.model.job.Gap;
import top.vetra.model.job.ResultFile;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.store.FetchSummary;
import top.vetra.model.store.Manifest;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.transcoder.ffmpeg.Ffmpeg;

/** Makes the file, signs a link to it and ends the conversion. */
public final class AssembleHandler implements TaskHandler<AssembleTask> {

  private final ObjectStore store;
  private final Completion completion;
  private final Duration linkLifetime;
  private final Assembly mp3;
  private final Assembly m4a;
  private final Timelines timelines;
  private final Gaps gaps;

  /** Takes what it needs of the outside. */
  public AssembleHandler(
      ObjectStore store, Ffmpeg ffmpeg, Completion completion, Duration linkLifetime) {
    this.store = store;
    this.completion = completion;
    this.linkLifetime = linkLifetime;
    this.mp3 = new Mp3Assembly(store);
    this.m4a = new M4aAssembly(store, ffmpeg);
    this.timelines = new Timelines(store);
    this.gaps = new Gaps(store);
  }

  @Override
  public Mono<Void> handle(AssembleTask task, int attempt) {
    return Mono.zip(
            json(ObjectKeys.manifest(task.conversionId()), Manifest.class),
            json(ObjectKeys.summary(task.conversionId()), FetchSummary.class))
        .flatMap(known -> assemble(task, known.getT1(), known.getT2()))
        .flatMap(result -> completion.complete(task.conversionId(), result));
  }

  private Mono<ResultFile> assemble(AssembleTask task, Manifest manifest, FetchSummary summary) {
    Tags tags = Tags.of(manifest.space());
    String key = ObjectKeys.result(manifest.space().id(), task.preset(), task.conversionId());
    Format format = task.preset().format();
    Assembly assembly =
        switch (format) {
          case MP3 -> mp3;
          case M4A -> m4a;
        };
    Mono<Long> file = assembly.assemble(task, key, tags, summary);
    Mono<Void> timeline = timelines.join(task.conversionId(), key);
    Mono<List<Gap>> silent = gaps.of(task.conversionId(), summary.gaps());
    return Mono.zip(file, silent, timeline.thenReturn(true))
        .map(made -> result(key, tags, format, made.getT1(), summary, made.getT2()));
  }

  private ResultFile result(
      String key,
      Tags tags,
      Format format,
      long sizeBytes,
      FetchSummary summary,
      List<Gap> silent) {
    String fileName = FileName.of(tags, format);
    ObjectStore.SignedLink link = store.sign(key, fileName, format.contentType(), linkLifetime);
    return new ResultFile(
        key,
        link.url(),
        link.expiresAt(),
        fileName,
        format.contentType(),
        sizeBytes,
        summary.format().secondsOf(summary.frames()),
        silent);
  }

  private <T> Mono<T> json(String key, Class<T> type) {
    return store
        .getJson(key, type)
        .switchIfEmpty(Mono.error(() -> new IllegalStateException("no such object: " + key)));
  }

  /** Ends a conversion with a file. */
  @FunctionalInterface
  public interface Completion {

    /** Tells that the file is there. */
    Mono<Void> complete(String conversionId, ResultFile result);
  }
}
