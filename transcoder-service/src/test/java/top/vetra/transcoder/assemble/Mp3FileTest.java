package top.vetra.transcoder.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.job.ResultFile;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.transcoder.encode.EncodeHandler;
import top.vetra.transcoder.testing.InMemoryObjectStore;
import top.vetra.transcoder.testing.Recording;
import top.vetra.transcoder.testing.TestAudio;

class Mp3FileTest {

  private static final Preset PRESET = new Preset(Format.MP3, Quality.HIGH, false);

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final List<JobEvent> events = new ArrayList<>();
  private final List<Task> tasks = new ArrayList<>();
  private final List<ResultFile> results = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"48000, 2", "48000, 1", "44100, 2", "24000, 1", "24000, 2", "12000, 1"})
  void theFileDecodesToExactlyTheSamplesOfTheSource(int rate, int channels) {
    StreamFormat format = new StreamFormat(rate, channels);
    byte[] aac = TestAudio.aac(format, 1010.0 * 1024 / rate);
    Recording recording = new Recording(aac, format, PRESET, 300, 75);

    byte[] file = convert(recording);

    assertThat(TestAudio.decode(file).length / (2 * channels)).isEqualTo(recording.samples());
    assertThat(results)
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.fileName()).isEqualTo("Où va l’IA AI - Zoë (2026-08-14).mp3");
              assertThat(result.sizeBytes()).isEqualTo(file.length);
              assertThat(result.durationSeconds()).isEqualTo((double) recording.samples() / rate);
            });
    assertThat(store.openUploads).isZero();
  }

  private byte[] convert(Recording recording) {
    recording.storeIn(store);
    EncodeHandler encode =
        new EncodeHandler(store, TestAudio.FFMPEG, this::publish, publisher(), Clock.systemUTC());
    for (int chunk = recording.chunks() - 1; chunk >= 0; chunk--) {
      encode.handle(recording.task(chunk), 1).block();
    }
    assertThat(tasks).singleElement().isInstanceOf(AssembleTask.class);
    new AssembleHandler(store, this::complete, Duration.ofHours(1))
        .handle((AssembleTask) tasks.get(0), 1)
        .block();
    return store.get(results.get(0).objectKey()).blockOptional().orElseThrow();
  }

  private Mono<Void> publish(JobEvent event) {
    return Mono.fromRunnable(() -> events.add(event));
  }

  private Mono<Void> complete(String conversionId, ResultFile result) {
    return Mono.fromRunnable(() -> results.add(result));
  }

  private TaskPublisher publisher() {
    return new TaskPublisher() {
      @Override
      public <T extends Task> Mono<Void> publish(TaskQueue<T> queue, T task) {
        return Mono.fromRunnable(() -> tasks.add(task));
      }

      @Override
      public <T extends Task> Mono<Void> publishAt(
          TaskQueue<T> queue, T task, java.time.Instant due) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
