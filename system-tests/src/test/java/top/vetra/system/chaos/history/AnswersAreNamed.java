package top.vetra.system.chaos.history;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.model.problem.ProblemCode;

/** Every refusal has a code of the contract, its reason, and nothing of what is inside. */
final class AnswersAreNamed implements Promise {

  private static final String NAME = "every refusal is named, and tells nothing of the inside";

  private static final Pattern INSIDE =
      Pattern.compile(
          "Exception|\\bat \\w+(\\.\\w+)+\\(|\\b(java|org|reactor|top)\\.\\w+\\."
              + "|127\\.0\\.0\\.1:\\d|localhost:\\d|redis:|kafka|/tmp/|/root/");

  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public Stream<Violation> broken(History history) {
    Stream<Violation> refused =
        history
            .of(Seen.Refused.class)
            .flatMap(
                answer ->
                    wrong(answer).stream()
                        .map(
                            why ->
                                new Violation(
                                    NAME,
                                    answer.job(),
                                    "%s to %s at %.3f s: %d %s"
                                        .formatted(
                                            why,
                                            answer.request(),
                                            History.seconds(answer.until()),
                                            answer.status(),
                                            answer.body()))));
    Stream<Violation> letIn =
        history
            .of(Seen.LetIn.class)
            .map(
                answer ->
                    new Violation(
                        NAME,
                        null,
                        "%d to %s (expected: %s)"
                            .formatted(answer.status(), answer.request(), answer.expected())));
    Stream<Violation> inJobs =
        history
            .of(Seen.View.class)
            .filter(view -> INSIDE.matcher(view.body().path("error").toString()).find())
            .map(view -> new Violation(NAME, view.job(), "error: " + view.body().path("error")));
    return Stream.of(refused, letIn, inJobs).flatMap(each -> each);
  }

  private static Optional<String> wrong(Seen.Refused answer) {
    if (!String.valueOf(answer.type()).startsWith("application/problem+json")) {
      return Optional.of("no problem object but " + answer.type());
    }
    if (INSIDE.matcher(answer.body()).find()) {
      return Optional.of("something of the inside");
    }
    String code;
    try {
      code = JSON.readTree(answer.body()).path("code").asString("");
      ProblemCode.of(code);
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.of("no known code");
    }
    // What is down for a moment may be said of any request.
    boolean forNow = answer.status() == 503 || answer.status() == 429;
    return forNow || answer.expected().contains(code)
        ? Optional.empty()
        : Optional.of("expected: " + answer.expected());
  }
}
