package top.vetra.gateway.projection;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import top.vetra.gateway.FakeObjectStore;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.gateway.job.InMemoryJobStore;
import top.vetra.gateway.job.InMemoryWorkIndex;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.Samples;
import top.vetra.gateway.queue.InMemoryConversionQueue;
import top.vetra.model.event.JobEvent;
import top.vetra.model.queue.DeliverTask;
import top.vetra.model.queue.ResolveTask;
import top.vetra.model.queue.Task;
import top.vetra.model.queue.TaskQueue;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;

/** What gateways share and what outlives them: the log and how far it is read, Redis, objects. */
final class World implements EventPublisher, TaskPublisher {

  final Turns turns = new Turns();
  final FakeObjectStore objects = new FakeObjectStore(() -> Samples.START);
  final Clock clock = ticking();
  InMemoryConversionStore conversions = emptyConversions();
  InMemoryJobStore jobs = new InMemoryJobStore();
  InMemoryWorkIndex index = new InMemoryWorkIndex();
  InMemoryConversionQueue queue = new InMemoryConversionQueue();
  final GatewaySettings settings;

  /** Events by conversion: each has a partition of its own. */
  private final Map<String, List<JobEvent>> log = new LinkedHashMap<>();

  private final Map<String, Integer> cursors = new HashMap<>();
  private final Map<String, Integer> followed = new HashMap<>();
  private final Map<String, Integer> furthest = new HashMap<>();
  private final Set<String> accepted = new LinkedHashSet<>();
  private final Set<String> begun = new LinkedHashSet<>();
  private final Set<String> told = new LinkedHashSet<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final List<String> story = new ArrayList<>();

  World(GatewaySettings settings) {
    this.settings = settings;
  }

  @Override
  public Mono<Void> publish(JobEvent event) {
    return Mono.fromRunnable(
        () -> {
          log.computeIfAbsent(event.conversionId(), id -> new ArrayList<>()).add(event);
          if (event instanceof JobEvent.Accepted order) {
            accepted.add(order.order().jobId());
          }
          tell("  log: " + event.conversionId() + " " + what(event));
        });
  }

  @Override
  public <T extends Task> Mono<Void> publish(TaskQueue<T> queue, T task) {
    return Mono.fromRunnable(
        () -> {
          if (task instanceof ResolveTask) {
            begun.add(task.conversionId());
          } else if (task instanceof DeliverTask deliver) {
            told.add(deliver.jobId());
          }
          tell("  task: " + task.conversionId() + " " + queue.topic());
        });
  }

  @Override
  public <T extends Task> Mono<Void> publishAt(TaskQueue<T> queue, T task, Instant due) {
    return publish(queue, task);
  }

  /** The conversions of which anything was written to the log. */
  List<String> logged() {
    return List.copyOf(log.keySet());
  }

  /** The conversions that workers were given. */
  List<String> begun() {
    return List.copyOf(begun);
  }

  /** Whether the job's webhook was called. */
  boolean isTold(String job) {
    return told.contains(job);
  }

  /** Whether this has ever happened to the conversion. */
  boolean hasHappened(String conversion, Class<? extends JobEvent> type) {
    return log.getOrDefault(conversion, List.of()).stream().anyMatch(type::isInstance);
  }

  /** The jobs that the log knows of. */
  Set<String> accepted() {
    return accepted;
  }

  /** Where the conversion stands. */
  ConversionState state(String conversion) {
    return Objects.requireNonNull(
        conversions.find(conversion).defaultIfEmpty(ConversionState.unknown(conversion)).block());
  }

  /** The job as its caller sees it; null if there is none. */
  @Nullable JobView view(String job) {
    return jobs.find(job).map(record -> new JobView(record, state(record.conversionId()))).block();
  }

  /** Whether workers were told that this needs no more work. */
  boolean isStopped(String conversion) {
    return Boolean.TRUE.equals(objects.exists(ObjectKeys.ended(conversion)).block());
  }

  /** How far the conversion's events are in the records. */
  int cursor(String conversion) {
    return cursors.getOrDefault(conversion, 0);
  }

  /** Whether there are events that are not in the records. */
  boolean isBehind(String conversion) {
    return cursor(conversion) < log.getOrDefault(conversion, List.of()).size();
  }

  /** Whether records are being made that were there before. */
  boolean isRebuilding() {
    return log.keySet().stream().anyMatch(id -> cursor(id) < furthest.getOrDefault(id, 0));
  }

  /** So many of the events that come next. */
  List<LogEntry> next(String conversion, int count) {
    List<JobEvent> events = Objects.requireNonNull(log.get(conversion));
    int from = cursor(conversion);
    int to = Math.min(events.size(), from + count);
    furthest.merge(conversion, to, Math::max);
    List<LogEntry> entries = new ArrayList<>();
    for (int offset = from; offset < to; offset++) {
      entries.add(new LogEntry(events.get(offset), offset >= followed.getOrDefault(conversion, 0)));
    }
    return entries;
  }

  /** Notes that these are in the records, if the cursor is still where it was. */
  void advance(String conversion, int from, List<LogEntry> entries) {
    int to = from + entries.size();
    if (cursors.replace(conversion, from, to) || (from == 0 && isFirst(conversion, to))) {
      if (entries.stream().allMatch(LogEntry::live)) {
        followed.put(conversion, to);
      }
      tell("  read: " + conversion + " up to " + to);
    }
  }

  private boolean isFirst(String conversion, int to) {
    return cursors.putIfAbsent(conversion, to) == null;
  }

  /** All that is in Redis is gone. */
  void loseRecords() {
    tell("Redis loses all");
    cursors.clear();
    conversions = emptyConversions();
    jobs = new InMemoryJobStore();
    index = new InMemoryWorkIndex();
    queue = new InMemoryConversionQueue();
  }

  /** Whether places are held for what is not worked on. */
  boolean isPlaceWasted() {
    return Objects.requireNonNull(queue.look().block()).running().stream()
        .map(work -> state(work.conversionId()))
        .anyMatch(state -> state.status().isFinal() || state.isHeld());
  }

  /** Whether there is somebody in line whose turn it is. */
  boolean isSomebodyDue() {
    return queue.isDue(settings.queue().limits());
  }

  /** Nothing here has a reason to fail. */
  void fail(Throwable failure) {
    failures.add(failure);
  }

  /** What has failed. */
  List<Throwable> failures() {
    return failures;
  }

  private static String what(JobEvent event) {
    String name = event.getClass().getSimpleName();
    if (event instanceof JobEvent.Accepted accepted) {
      return name + " " + accepted.order().jobId();
    }
    if (event instanceof JobEvent.Canceled canceled) {
      return name + " " + canceled.jobId();
    }
    return event instanceof JobEvent.Moved moved
        ? name + " " + moved.jobId() + " to " + moved.toConversionId()
        : name;
  }

  /** Keeps what happens for whoever has to understand it. */
  void tell(String event) {
    story.add(event);
  }

  /** This, and all that has happened, with short names. */
  String story(String title) {
    String all = title + "\n" + String.join("\n", story);
    for (String id : log.keySet()) {
      names.putIfAbsent(id, "c" + (names.size() + 1));
    }
    for (Map.Entry<String, String> name : names.entrySet()) {
      all = all.replace(name.getKey(), name.getValue());
    }
    return all;
  }

  private static InMemoryConversionStore emptyConversions() {
    return new InMemoryConversionStore(SettingsForTests.defaults().patience());
  }

  /** No two moments are the same. */
  private static Clock ticking() {
    long[] ticks = {0};
    InstantSource source = () -> Samples.START.plusMillis(++ticks[0]);
    return new Clock() {
      @Override
      public Instant instant() {
        return source.instant();
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
  }
}
