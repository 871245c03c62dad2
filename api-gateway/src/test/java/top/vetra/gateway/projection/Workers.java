package top.vetra.gateway.projection;

import java.util.List;
import reactor.core.publisher.Mono;
import top.vetra.gateway.job.Samples;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.ResultFile;
import top.vetra.model.job.Space;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.queue.EventPublisher;
import top.vetra.pipeline.stage.ConversionEnds;
import top.vetra.pipeline.store.ObjectStore;

/**
 * The other services, as a gateway hears of them. Any unit of work may be done by several at a
 * time: what they tell may come twice, and after the end that another has told of.
 */
final class Workers {

  /** The one Space that all links lead to. */
  static final SpaceLink.Space SPACE = new SpaceLink.Space("1234567890abc");

  /** The units of work. */
  enum Unit {
    FIND_SPACE,
    PLAN,
    COMPLETE,
    FAIL
  }

  private final World world;
  private final EventPublisher events;
  private final ObjectStore objects;
  private final ConversionEnds ends;

  Workers(World world) {
    this.world = world;
    this.events = world.turns.gate(EventPublisher.class, () -> world);
    this.objects = world.turns.gate(ObjectStore.class, () -> world.objects);
    this.ends = new ConversionEnds(objects, events, world.clock);
  }

  /** Does a unit of work, unless the conversion has been stopped. */
  void work(String conversion, Unit unit) {
    boolean found = world.hasHappened(conversion, JobEvent.SpaceFound.class);
    if (found || unit == Unit.FIND_SPACE || unit == Unit.FAIL) {
      world.tell("work: " + conversion + ", " + unit);
      ends.hasEnded(conversion)
          .flatMap(ended -> ended ? Mono.empty() : begin(conversion, unit))
          .subscribe(end -> {}, world::fail);
    }
  }

  private Mono<Void> begin(String conversion, Unit unit) {
    return switch (unit) {
      case FIND_SPACE ->
          events.publish(
              new JobEvent.SpaceFound(
                  conversion,
                  world.clock.instant(),
                  new Space(SPACE.id(), null, null, null, null, null, List.of())));
      case PLAN ->
          events.publish(new JobEvent.Planned(conversion, world.clock.instant(), 40, 4, 120));
      case COMPLETE -> complete(conversion);
      case FAIL -> ends.fail(conversion, Problem.of(ProblemCode.RECORDING_EXPIRED));
    };
  }

  private Mono<Void> complete(String conversion) {
    String key = ObjectKeys.result(SPACE.id(), Gateway.PRESET, conversion);
    ResultFile file =
        new ResultFile(key, "l", Samples.START, "f.mp3", "audio/mpeg", 1, 1, List.of());
    return objects
        .put(key, new byte[1], "audio/mpeg")
        .then(Mono.defer(() -> ends.complete(conversion, file)));
  }
}
