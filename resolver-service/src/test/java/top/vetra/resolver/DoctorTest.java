package top.vetra.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.resolver.Diagnosis.Recording;
import top.vetra.resolver.resolve.FoundSpace;
import top.vetra.resolver.resolve.TryLaterException;
import top.vetra.resolver.x.call.NoAnswerException;
import top.vetra.resolver.x.call.NoAnswerException.Reason;
import top.vetra.resolver.x.graphql.GraphqlQuery.RouteOutcome;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.XSimulator;
import top.vetra.xsimulator.fault.Kind;

/** What an operator is told of the ways to X. */
class DoctorTest {

  private static RouteOutcome<FoundSpace> route(String caller, Throwable failure) {
    return new RouteOutcome<>(caller + " https://x.com/i/api/graphql/Id", null, failure);
  }

  private static Throwable none(Reason reason) {
    return new NoAnswerException(reason, new ProblemException(ProblemCode.SPACE_NOT_FOUND));
  }

  private static String told(Throwable... failures) {
    List<RouteOutcome<FoundSpace>> routes =
        List.of(failures).stream().map(failure -> route("guest", failure)).toList();
    return String.join("\n", new Diagnosis(null, routes, Recording.NOT_ASKED_FOR).sentences());
  }

  private static String examine(RunningSimulator x, String... arguments) {
    Map<String, String> properties =
        Map.of(
            "vetra.x.api-url", x.url(),
            "vetra.x.web-url", x.url(),
            "vetra.x.http.backoff", "PT0.01S",
            "vetra.media.allowed-hosts", x.mediaHost());
    properties.forEach(System::setProperty);
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    try {
      int code = Doctor.run(arguments, new PrintStream(told, true, StandardCharsets.UTF_8));
      return told.toString(StandardCharsets.UTF_8) + "exit code " + code;
    } finally {
      properties.keySet().forEach(System::clearProperty);
    }
  }

  @Test
  void each_route_is_asked_once_and_told() {
    try (RunningSimulator x = XSimulator.start(SimulatorSettings.defaults().withDemoSeconds(3))) {
      assertThat(examine(x, x.link("demo")))
          .contains("ok      guest token", "ok      guest " + x.url() + "/graphql/")
          .contains("Recordings are to be had", "exit code 0");
      assertThat(x.requests().count(Kind.SPACE)).isEqualTo(4);

      assertThat(examine(x, x.link("blocked")))
          .contains("firewall turns this machine away", "address is blocked", "exit code 1");
      assertThat(examine(x, x.link("empty-to-guests")))
          .contains("X answers with nothing", "Guests are shut out", "exit code 1");
      assertThat(examine(x, x.link("geo-blocked"))).contains("not to be had", "exit code 1");
      assertThat(examine(x)).contains("usage", "exit code 2");
    }
  }

  @Test
  void an_x_out_of_reach_is_told_as_such() {
    assertThat(told(none(Reason.UNAVAILABLE))).contains("out of reach").doesNotContain("shut out");
  }

  @Test
  void a_blocked_address_is_told_as_such() {
    assertThat(told(new TryLaterException(ProblemCode.UPSTREAM_BLOCKED, Instant.MAX)))
        .contains("address is blocked", "VETRA_X_PROXY")
        .doesNotContain("Guests are shut out");
  }

  @Test
  void guests_that_get_nothing_are_shut_out_whatever_ids_are_stale_beside() {
    assertThat(told(none(Reason.EMPTY), none(Reason.STALE)))
        .contains("Guests are shut out", "VETRA_X_AUTH_TOKEN", "Some ids are stale");
  }

  @Test
  void ids_that_are_all_stale_are_no_shut_door() {
    assertThat(told(none(Reason.STALE), none(Reason.STALE)))
        .contains("All ids are stale")
        .doesNotContain("shut out");
  }
}
