package top.vetra.system.chaos.history;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Each end is told at least once, under one id, signed, and as the API shows it. */
final class WebhooksArrive implements Promise {

  private static final String NAME = "webhooks arrive, and agree with the API";

  @Override
  public Stream<Violation> broken(History history) {
    Stream<Violation> untold =
        history.byJob(Seen.Accepted.class).entrySet().stream()
            .filter(job -> job.getValue().get(0).wish().webhook())
            .map(Map.Entry::getKey)
            .filter(job -> history.end(job).isPresent())
            .filter(job -> !isTold(history, job) && !isDue(history, job))
            .map(job -> new Violation(NAME, job, "its end was not told, and no try is due"));
    return Stream.concat(
        untold,
        history.byJob(Seen.Told.class).entrySet().stream()
            .flatMap(job -> wrong(history, job.getKey(), job.getValue())));
  }

  private static boolean isTold(History history, String job) {
    return history.of(Seen.Told.class).anyMatch(told -> job.equals(told.job()) && told.taken());
  }

  /** The pauses between tries grow to hours; nobody waits for those here. */
  private static boolean isDue(History history, String job) {
    return history
        .of(Seen.Tries.class)
        .filter(tries -> tries.job().equals(job))
        .reduce((earlier, later) -> later)
        .map(tries -> last(tries.body().path("deliveries")).hasNonNull("nextTryAt"))
        .orElse(false);
  }

  private static JsonNode last(JsonNode deliveries) {
    return deliveries.path(deliveries.size() - 1);
  }

  private static Stream<Violation> wrong(History history, String job, List<Seen.Told> all) {
    Stream.Builder<Violation> found = Stream.builder();
    Set<String> ids = all.stream().map(Seen.Told::webhookId).collect(Collectors.toSet());
    if (ids.size() > 1) {
      found.add(new Violation(NAME, job, "more than one id: " + ids));
    }
    if (!all.stream().allMatch(Seen.Told::genuine)) {
      found.add(new Violation(NAME, job, "a signature is wrong"));
    }
    history
        .end(job)
        .ifPresent(
            end ->
                all.stream()
                    .filter(told -> !agrees(told.body(), end))
                    .limit(1)
                    .forEach(
                        told ->
                            found.add(
                                new Violation(
                                    NAME, job, "told " + told.body() + ", shown " + end.body()))));
    return found.build();
  }

  private static boolean agrees(JsonNode told, Seen.View end) {
    return told.path("type").asString("").equals("job." + end.status())
        && Status.withoutLinks(told.path("data")).equals(end.essence());
  }
}
