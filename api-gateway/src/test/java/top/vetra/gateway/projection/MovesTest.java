package top.vetra.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.projection.Workers.Unit;
import top.vetra.model.job.JobStatus;
import top.vetra.model.link.SpaceLink;

/** Jobs that are moved in the moment in which something else happens to them. */
class MovesTest {

  private static final SpaceLink POST = new SpaceLink.Post("1");

  private final History history = new History(SettingsForTests.defaults());
  private final World world = history.world;
  private final Gateway gateway = history.gateways.get(0);

  @AfterEach
  void end() {
    history.end();
  }

  @Test
  void a_job_whose_conversion_fails_before_it_moves_stays_there_and_keeps_no_other_going() {
    String byPost = ask("a", POST);
    String bySpace = ask("b", Workers.SPACE);
    work(byPost, Unit.FIND_SPACE);
    work(byPost, Unit.FAIL);
    read(byPost, 1);
    history.settle();
    assertThat(status("a")).isEqualTo(JobStatus.FAILED);
    cancel("b");
    history.settle();
    assertThat(world.isStopped(bySpace)).isTrue();
    rebuild(bySpace);
    assertThat(status("a")).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void a_job_never_returns_to_a_conversion_that_it_has_left() {
    String bySpace = ask("a", Workers.SPACE);
    String byPost = ask("b", POST);
    work(byPost, Unit.FIND_SPACE);
    write("c", POST);
    read(byPost, 1);
    // The other has become what it cannot move to: nobody wants it any more.
    cancel("a");
    read(bySpace, 1);
    history.settle();
    assertThat(conversionOf("b")).isNotIn(bySpace, byPost);
    assertThat(conversionOf("c")).isEqualTo(byPost);
    history.workOn(true);
    assertThat(status("b")).isEqualTo(JobStatus.COMPLETED);
    history.promises.checkAtEnd();
  }

  @Test
  void who_wants_a_conversion_is_told_from_its_own_events_in_whatever_order_logs_are_read_again() {
    String byPost = ask("a", POST);
    String bySpace = ask("b", Workers.SPACE);
    work(byPost, Unit.FIND_SPACE);
    write("c", POST);
    cancel("c");
    write("d", POST);
    read(byPost, 3);
    work(byPost, Unit.FAIL);
    history.settle();
    assertThat(status("d")).isEqualTo(JobStatus.FAILED);
    assertThat(conversionOf("a")).isEqualTo(bySpace);
    cancel("a");
    history.settle();
    rebuild(bySpace);
    assertThat(status("d")).isEqualTo(JobStatus.FAILED);
    history.promises.checkAtRest();
  }

  @Test
  void who_moves_a_job_begins_what_another_founded_for_it_and_died() {
    String left = ask("a", POST);
    cancel("a");
    write("b", POST);
    read(left, 2);
    gateway.read(left, 1);
    while (world.logged().size() == 1) {
      world.turns.take(0);
    }
    gateway.crash();
    String founded = world.logged().get(1);
    Gateway other = history.gateways.get(1);
    other.read(founded, 1);
    world.turns.takeAll();
    assertThat(world.state(founded).status()).isEqualTo(JobStatus.QUEUED);
    assertThat(world.begun()).containsExactly(left);

    history.gateways.set(0, new Gateway(world));
    history.settle();
    assertThat(world.begun()).containsExactly(left, founded);
    assertThat(conversionOf("b")).isEqualTo(founded);
  }

  private String ask(String job, SpaceLink link) {
    write(job, link);
    history.settle();
    return conversionOf(job);
  }

  /** Asks for a job without having it read from the log. */
  private void write(String job, SpaceLink link) {
    gateway.ask(job, link);
    world.turns.takeAll();
  }

  private void cancel(String job) {
    gateway.cancel(job);
    world.turns.takeAll();
  }

  private void work(String conversion, Unit unit) {
    history.workers.work(conversion, unit);
    world.turns.takeAll();
  }

  private void read(String conversion, int count) {
    gateway.read(conversion, count);
    world.turns.takeAll();
  }

  /** Has Redis made again, with the records of this conversion first. */
  private void rebuild(String first) {
    history.loseRecords();
    while (world.isBehind(first)) {
      read(first, 1);
    }
    history.settle();
  }

  private JobStatus status(String job) {
    return Objects.requireNonNull(world.view(job)).status();
  }

  private String conversionOf(String job) {
    return Objects.requireNonNull(world.view(job)).conversion().id();
  }
}
