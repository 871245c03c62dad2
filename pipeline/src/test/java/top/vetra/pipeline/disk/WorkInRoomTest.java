package top.vetra.pipeline.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.disk.Disk.Mark;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskHandler;
import top.vetra.pipeline.queue.TaskPublisher;

class WorkInRoomTest {

  private static final DataSize MORE_THAN_ANY_DISK_HAS = DataSize.ofTerabytes(1 << 20);
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Preset PRESET = new Preset(Format.MP3, Quality.HIGH, false);

  @TempDir private Path folder;
  private final List<Task> done = new ArrayList<>();
  private final List<Instant> putOffUntil = new ArrayList<>();
  private final List<JobEvent.Waiting> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-08-14T12:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private final TaskPublisher tasks =
      new TaskPublisher() {
        @Override
        public <T extends Task> Mono<Void> publish(TaskQueue<T> queue, T task) {
          return Mono.error(new AssertionError("published at once"));
        }

        @Override
        public <T extends Task> Mono<Void> publishAt(TaskQueue<T> queue, T task, Instant due) {
          return Mono.fromRunnable(() -> putOffUntil.add(due));
        }
      };

  private final EventPublisher events =
      event -> Mono.fromRunnable(() -> told.add((JobEvent.Waiting) event));

  private TaskHandler<AssembleTask> on(DataSize floor) {
    DiskSettings settings = new DiskSettings(folder, floor, null, PATIENCE);
    return new WorkInRoom(new Disk(settings), settings, tasks, events, clock)
        .doing(
            TaskQueue.ASSEMBLE,
            Mark.FINISHING,
            (task, attempt) -> Mono.fromRunnable(() -> done.add(task)));
  }

  private static AssembleTask task(String conversionId) {
    return new AssembleTask(conversionId, PRESET, 1);
  }

  @Test
  void isDoneWhileThereIsRoom() {
    on(DataSize.ofBytes(1)).handle(task("c-1"), 1).block();

    assertThat(done).containsExactly(task("c-1"));
    assertThat(putOffUntil).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void isPutOffAndNotDoneWhereThereIsNone() {
    on(MORE_THAN_ANY_DISK_HAS).handle(task("c-1"), 1).block();

    assertThat(done).isEmpty();
    assertThat(putOffUntil).containsExactly(now.plusSeconds(11));
    assertThat(told)
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.conversionId()).isEqualTo("c-1");
              assertThat(waiting.reason().detail()).contains("no room");
              assertThat(waiting.givingUpAt()).isEqualTo(now.plus(PATIENCE));
            });
  }

  @Test
  void peopleAreToldOnceAMinuteHoweverManyTasksWait() {
    TaskHandler<AssembleTask> full = on(MORE_THAN_ANY_DISK_HAS);
    for (int second = 0; second < 120; second++) {
      full.handle(task("c-1"), 1).block();
      now = now.plusSeconds(1);
    }

    assertThat(putOffUntil).hasSize(120);
    assertThat(told).hasSize(2);
  }

  @Test
  void endsOneAfterAnotherWhereNoRoomComes() {
    TaskHandler<AssembleTask> full = on(MORE_THAN_ANY_DISK_HAS);
    full.handle(task("c-1"), 1).block();
    full.handle(task("c-2"), 1).block();
    now = now.plus(PATIENCE);

    assertThatThrownBy(() -> full.handle(task("c-1"), 1).block())
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no room");
    full.handle(task("c-2"), 1).block();

    now = now.plus(Duration.ofMinutes(1));
    assertThatThrownBy(() -> full.handle(task("c-2"), 1).block())
        .isInstanceOf(ProblemException.class);
  }
}
