package top.vetra.gateway.projection;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.intake.IntakeForTests;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.JobLookup;
import top.vetra.gateway.job.JobStore;
import top.vetra.gateway.job.WorkIndex;
import top.vetra.gateway.placement.Joinable;
import top.vetra.gateway.placement.Placements;
import top.vetra.gateway.placement.PlacementsForTests;
import top.vetra.gateway.queue.ConversionQueue;
import top.vetra.gateway.queue.Dispatcher;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.link.SpaceLink;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.stage.ConversionEnds;
import top.vetra.pipeline.store.ObjectStore;

/** One of the gateways of a {@link World}: all that it does waits for its turns. */
final class Gateway {

  static final Preset PRESET = new Preset(Format.MP3, Quality.HIGH, false);

  private static final JobOrder.Webhook WEBHOOK =
      new JobOrder.Webhook("https://example.com/", null);

  private final World world;
  private final EventPublisher events;
  private final Dispatcher dispatcher;
  private final JobLookup lookup;
  private final Projector projector;
  private final IntakeForTests intake;
  private final Disposable.Composite requests = Disposables.composite();
  private final Map<String, Disposable> reading = new LinkedHashMap<>();
  private final List<Disposable> tooSlow = new ArrayList<>();

  Gateway(World world) {
    this.world = world;
    Turns turns = world.turns;
    ConversionStore conversions = turns.gate(ConversionStore.class, () -> world.conversions);
    JobStore jobs = turns.gate(JobStore.class, () -> world.jobs);
    WorkIndex index = turns.gate(WorkIndex.class, () -> world.index);
    ObjectStore objects = turns.gate(ObjectStore.class, () -> world.objects);
    TaskPublisher tasks = turns.gate(TaskPublisher.class, () -> world);
    this.events = turns.gate(EventPublisher.class, () -> world);
    Joinable joinable = PlacementsForTests.joinable(conversions, objects, world.clock);
    Placements placements = PlacementsForTests.placements(index, joinable, events);
    ConversionQueue queue = turns.gate(ConversionQueue.class, () -> world.queue);
    this.dispatcher = new Dispatcher(queue, conversions, tasks, world.settings, world.clock);
    this.lookup = new JobLookup(jobs, conversions, id -> Mono.empty(), world.clock);
    this.projector =
        projector(conversions, jobs, index, objects, tasks, dispatcher, events, world.clock);
    this.intake = new IntakeForTests(placements, jobs, conversions, index, dispatcher, world.clock);
  }

  /** A projector on these. */
  static Projector projector(
      ConversionStore conversions,
      JobStore jobs,
      WorkIndex index,
      ObjectStore objects,
      TaskPublisher tasks,
      Dispatcher dispatcher,
      EventPublisher events,
      Clock clock) {
    Joinable joinable = PlacementsForTests.joinable(conversions, objects, clock);
    Placements placements = PlacementsForTests.placements(index, joinable, events);
    ConversionEnds ends = new ConversionEnds(objects, events, clock);
    return new Projector(
        conversions,
        new Consequences(
            jobs,
            conversions,
            new Holdings(index, joinable, SettingsForTests.defaults()),
            new Moves(placements, events, clock),
            new Farewells(conversions, jobs, tasks, ends),
            dispatcher,
            events));
  }

  /** Somebody asks here for a job. */
  void ask(String job, SpaceLink link) {
    world.tell("ask: " + job + ", " + link);
    requests.add(
        intake
            .accept(job, link, PRESET, WEBHOOK, clientOf(job))
            .subscribe(view -> {}, world::fail));
  }

  /** There are two. */
  private static String clientOf(String job) {
    return "client" + job.hashCode() % 2;
  }

  /** Lets those out of the line whose turn it is. */
  void dispatch() {
    world.tell("dispatch");
    requests.add(dispatcher.dispatch().subscribe(end -> {}, world::fail));
  }

  /** Somebody cancels a job here; as in the web package, without waiting for the outcome. */
  void cancel(String job) {
    world.tell("cancel: " + job);
    requests.add(
        lookup
            .find(job)
            .filter(view -> !view.status().isFinal())
            .flatMap(
                view ->
                    events.publish(
                        new JobEvent.Canceled(
                            view.record().conversionId(), world.clock.instant(), job)))
            .subscribe(end -> {}, world::fail));
  }

  /** Mends what others have left half done. */
  void reconcile() {
    world.tell("reconcile");
    requests.add(dispatcher.reconcile(Duration.ZERO).subscribe(end -> {}, world::fail));
  }

  /** The conversions whose events are being read here. */
  List<String> reading() {
    return List.copyOf(reading.keySet());
  }

  /** Reads so many events of a conversion. */
  void read(String conversion, int count) {
    int from = world.cursor(conversion);
    List<LogEntry> entries = world.next(conversion, count);
    world.tell("read: " + conversion + ", " + entries.size() + " from " + from);
    Disposable.Swap whole = Disposables.swap();
    reading.put(conversion, whole);
    whole.update(
        projector
            .project(conversion, entries)
            .then(world.turns.turn())
            .then(Mono.fromRunnable(() -> world.advance(conversion, from, entries)))
            .doOnSuccess(end -> reading.remove(conversion, whole))
            .subscribe(end -> {}, world::fail));
  }

  /** Goes on with what it reads, too slowly: others are given its part of the log meanwhile. */
  void fallOut() {
    world.tell("falls out: " + reading.keySet());
    tooSlow.addAll(reading.values());
    reading.clear();
  }

  /** What is being read is read again: Redis does not answer any more. */
  void stopReading() {
    reading.values().forEach(Disposable::dispose);
    reading.clear();
    tooSlow.forEach(Disposable::dispose);
    tooSlow.clear();
  }

  /** Ends in the middle of all that it does. */
  void crash() {
    world.tell("crash");
    stopReading();
    requests.dispose();
  }
}
