package top.vetra.transcoder.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.ResultFile;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.transcoder.assemble.AssembleHandler;
import top.vetra.transcoder.encode.ChunkEncoder;
import top.vetra.transcoder.encode.EncodeHandler;

/** Both handlers between an object store in memory and lists of what they published. */
public final class Conversion {

  public final InMemoryObjectStore store = new InMemoryObjectStore();
  public final List<JobEvent> events = new ArrayList<>();
  public final List<Task> tasks = new ArrayList<>();
  public final List<ResultFile> results = new ArrayList<>();

  public final EncodeHandler encode;
  public final AssembleHandler assemble =
      new AssembleHandler(store, TestAudio.FFMPEG, this::complete, Duration.ofHours(1));

  /** With the bundled ffmpeg. */
  public Conversion() {
    this(new ChunkEncoder(TestAudio.FFMPEG));
  }

  /** With an encoder of the test's own. */
  public Conversion(ChunkEncoder encoder) {
    encode = new EncodeHandler(store, encoder, this::publish, new Published(), Clock.systemUTC());
  }

  /** Encodes a stored recording, last chunk first, and makes the file. */
  public byte[] toMp3(Recording recording) {
    recording.storeIn(store);
    for (int chunk = recording.chunks() - 1; chunk >= 0; chunk--) {
      encode.handle(recording.task(chunk), 1).block();
    }
    assemble.handle((AssembleTask) tasks.get(0), 1).block();
    return result();
  }

  /** The bytes of the finished file. */
  public byte[] result() {
    return store.get(results.get(0).objectKey()).blockOptional().orElseThrow();
  }

  private Mono<Void> publish(JobEvent event) {
    return Mono.fromRunnable(() -> events.add(event));
  }

  private Mono<Void> complete(String conversionId, ResultFile result) {
    return Mono.fromRunnable(() -> results.add(result));
  }

  private final class Published implements TaskPublisher {

    @Override
    public <T extends Task> Mono<Void> publish(TaskQueue<T> queue, T task) {
      return Mono.fromRunnable(() -> tasks.add(task));
    }

    @Override
    public <T extends Task> Mono<Void> publishAt(TaskQueue<T> queue, T task, Instant due) {
      throw new UnsupportedOperationException();
    }
  }
}
