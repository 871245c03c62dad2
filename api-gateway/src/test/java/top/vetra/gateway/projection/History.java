package top.vetra.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.projection.Workers.Unit;
import top.vetra.model.link.SpaceLink;

/** What happens in a {@link World}, from one number to the next. */
final class History {

  private static final int MAX_JOBS = 4;
  private static final int MAX_STEPS = 10_000;

  /** Three ways to one Space. */
  private static final List<SpaceLink> LINKS =
      List.of(Workers.SPACE, new SpaceLink.Post("1"), new SpaceLink.Post("2"));

  /** As often as work is done, in the order of a plausible life. */
  private static final List<Unit> UNITS =
      List.of(
          Unit.FIND_SPACE,
          Unit.FIND_SPACE,
          Unit.FIND_SPACE,
          Unit.PLAN,
          Unit.COMPLETE,
          Unit.COMPLETE,
          Unit.FAIL);

  final World world;
  final List<Gateway> gateways;
  final Workers workers;
  final Promises promises;
  private int jobs;

  History(GatewaySettings settings) {
    world = new World(settings);
    gateways = new ArrayList<>(List.of(new Gateway(world), new Gateway(world)));
    workers = new Workers(world);
    promises = new Promises(world);
  }

  /** Does one of the things that may happen next. */
  void step(int choice) {
    Choice rest = new Choice(choice);
    int kind = rest.next(64);
    int at = rest.next(gateways.size());
    Gateway gateway = gateways.get(at);
    if (kind < 27) {
      takeTurn(rest);
    } else if (kind < 30) {
      gateway.dispatch();
    } else if (kind < 42) {
      rest.one(unread(), conversion -> gateway.read(conversion, 1 + rest.next(4)));
    } else if (kind < 49) {
      rest.one(world.begun(), conversion -> workers.work(conversion, rest.of(UNITS)));
    } else if (kind < 55) {
      rest.one(names(), gateway::cancel);
    } else if (kind < 60) {
      ask(gateway, rest.of(LINKS));
    } else if (kind < 61) {
      gateway.fallOut();
    } else if (kind < 62) {
      loseRecords();
    } else {
      gateway.crash();
      gateways.set(at, new Gateway(world));
    }
    promises.watch();
  }

  private void takeTurn(Choice rest) {
    if (world.turns.waiting() > 0) {
      world.turns.take(rest.next(world.turns.waiting()));
    }
  }

  private void ask(Gateway gateway, SpaceLink link) {
    if (jobs < MAX_JOBS) {
      jobs++;
      gateway.ask("j" + jobs, link);
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (int job = 1; job <= jobs; job++) {
      names.add("j" + job);
    }
    return names;
  }

  /** Those with events to read, but for those that somebody reads. */
  private List<String> unread() {
    return world.logged().stream()
        .filter(world::isBehind)
        .filter(id -> gateways.stream().noneMatch(gateway -> gateway.reading().contains(id)))
        .toList();
  }

  /** Those who read find out, and begin anew. */
  void loseRecords() {
    world.loseRecords();
    gateways.forEach(Gateway::stopReading);
  }

  /** All that has begun comes to its end, and all events are read. */
  void settle() {
    settle(waiting -> 0);
  }

  /** Does so in an order of chance. */
  void settle(Random random) {
    settle(random::nextInt);
  }

  private void settle(IntFunction<Integer> order) {
    for (int step = 0; isUnsettled(); step++) {
      assertThat(step).as("steps until all is quiet").isLessThan(MAX_STEPS);
      List<String> unread = unread();
      if (world.turns.waiting() + unread.size() == 0) {
        gateways.get(0).reconcile();
        gateways.get(0).dispatch();
        continue;
      }
      int next = order.apply(world.turns.waiting() + unread.size());
      if (next < world.turns.waiting()) {
        world.turns.take(next);
      } else {
        gateways.get(0).read(unread.get(next - world.turns.waiting()), 1 + order.apply(4));
      }
      promises.watch();
    }
  }

  private boolean isUnsettled() {
    return world.turns.waiting() > 0
        || !unread().isEmpty()
        || world.isSomebodyDue()
        || world.isPlaceWasted();
  }

  /** The workers end all that they were given, well or not. */
  void workOn(boolean well) {
    // A job may be moved to another conversion, and again, before one of them is done, and each may
    // have to wait for its turn.
    for (int move = 0; move <= MAX_JOBS * MAX_JOBS; move++) {
      for (String conversion : world.begun()) {
        if (!world.state(conversion).status().isFinal()) {
          workers.work(conversion, Unit.FIND_SPACE);
          settle();
          workers.work(conversion, well ? Unit.COMPLETE : Unit.FAIL);
          settle();
        }
      }
    }
  }

  /** Stops all that waits. */
  void end() {
    gateways.forEach(Gateway::crash);
  }
}
