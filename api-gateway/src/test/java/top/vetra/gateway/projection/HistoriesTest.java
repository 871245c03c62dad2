package top.vetra.gateway.projection;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.SettingsForTests;

/**
 * No job gets lost and no work goes on for nobody, whatever happens in whatever order: two gateways
 * that take turns between any two calls, fall out of their group, crash and read again, callers who
 * ask and cancel, links that turn out to lead to one Space, workers who do things twice, and Redis
 * without a memory.
 */
class HistoriesTest {

  /** Two in all, and one for each client: others wait for their turn. */
  private static final GatewaySettings ONE_AT_A_TIME =
      SettingsForTests.with(Map.of("queue.running", 2, "queue.running-per-client", 1));

  private static final Logger LINES_OF_JOBS = (Logger) LoggerFactory.getLogger(Tally.class);

  @BeforeContainer
  static void logLess() {
    LINES_OF_JOBS.setLevel(Level.WARN);
  }

  @AfterContainer
  static void logAgain() {
    LINES_OF_JOBS.setLevel(null);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void each_job_ends_once_and_is_worked_on_until_then(@ForAll("choices") List<Integer> choices) {
    History history = new History(ONE_AT_A_TIME);
    try {
      choices.forEach(history::step);
      history.settle();
      history.promises.checkAtRest();
      history.workOn(choices.size() % 2 == 0);
      history.promises.checkAtEnd();
      history.loseRecords();
      history.settle(new Random(choices.hashCode()));
      history.promises.checkAtEnd();
    } catch (AssertionError e) {
      throw new AssertionError(history.world.story(String.valueOf(e.getMessage())), e);
    } finally {
      history.end();
    }
  }

  @Provide
  Arbitrary<List<Integer>> choices() {
    return Arbitraries.integers()
        .between(0, 0xffff)
        .withDistribution(RandomDistribution.uniform())
        .list()
        .ofMinSize(1)
        .ofMaxSize(120);
  }
}
