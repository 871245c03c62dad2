package top.vetra.system.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Each promise is seen to be broken by a history that breaks it, and by no other. */
class PromisesTest {

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final long SECOND = 1_000_000_000L;
  private static final Wish WISH = new Wish("{}", 60, "mp3-high", Set.of("completed"), true);

  private final History history = new History();

  @Test
  void a_history_in_which_all_goes_well_breaks_nothing() {
    accepted(1, "a", "key");
    accepted(2, "a", "key");
    view(2, 3, "a", "queued", 0);
    view(4, 5, "a", "fetching", 40);
    history.add(new Seen.Struck(5 * SECOND, 6 * SECOND, "the broker", "kill"));
    refused(6, "a", 503, "{\"code\":\"internal\"}");
    view(7, 8, "a", "completed", 100);
    view(9, 9, "a", "completed", 100);
    told(9, "a", "msg_a", true, true, "completed");
    history.add(new Seen.Got(10 * SECOND, "a", 200, 7, "x", "x"));
    assertThat(broken()).isEmpty();
  }

  @Test
  void a_job_that_does_not_end_is_found() {
    accepted(1, "a", null);
    view(2, 3, "a", "transcoding", 90);
    assertThat(broken()).containsExactly("every accepted job ends in time");
  }

  @Test
  void a_job_that_ends_late_is_found_though_time_counts_only_from_the_last_fault() {
    accepted(1, "a", null);
    history.add(new Seen.Struck(2 * SECOND, 100 * SECOND, "the broker", "pause"));
    completed(159, "a");
    accepted(1, "b", null);
    completed(161, "b");
    assertThat(jobs("every accepted job ends in time")).containsExactly("b");
  }

  @Test
  void a_job_that_is_unknown_after_it_was_accepted_is_found() {
    accepted(1, "a", null);
    refused(2, "a", 404, "{\"code\":\"not-found\"}");
    completed(3, "a");
    assertThat(broken()).contains("no accepted job is lost");
  }

  @Test
  void two_ends_of_one_job_are_found() {
    accepted(1, "a", null);
    completed(2, "a");
    history.add(new Seen.Canceling(3 * SECOND, "a"));
    view(4, 5, "a", "canceled", 100);
    assertThat(broken()).containsExactly("every job ends once");
  }

  @Test
  void a_job_that_goes_backwards_from_one_client_to_the_next_is_found() {
    accepted(1, "a", null);
    view(2, 3, "a", "transcoding", 50);
    view(4, 5, "a", "fetching", 50);
    completed(6, "a");
    accepted(1, "b", null);
    view(2, 3, "b", "fetching", 50);
    view(4, 5, "b", "fetching", 49);
    completed(6, "b");
    assertThat(jobs("no job goes backwards")).containsExactly("a", "b");
  }

  @Test
  void two_answers_at_the_same_time_may_differ() {
    accepted(1, "a", null);
    view(2, 5, "a", "transcoding", 50);
    view(3, 6, "a", "fetching", 10);
    completed(7, "a");
    assertThat(broken()).isEmpty();
  }

  @Test
  void an_event_that_comes_again_after_the_last_one_seen_is_found() {
    accepted(1, "a", null);
    history.add(new Seen.View(0, SECOND, "a", "stream 1", 7, job("a", "fetching", 10)));
    history.add(new Seen.View(0, 2 * SECOND, "a", "stream 1", 7, job("a", "fetching", 10)));
    completed(3, "a");
    assertThat(broken()).containsExactly("no job goes backwards");
  }

  @Test
  void a_failure_that_nothing_in_the_recording_explains_is_found() {
    accepted(1, "a", null);
    view(2, 3, "a", "failed", 30);
    assertThat(broken()).containsExactly("trouble is not failure");
  }

  @Test
  void a_job_that_is_canceled_though_nobody_asked_for_it_is_found() {
    accepted(1, "a", null);
    view(2, 3, "a", "canceled", 30);
    assertThat(broken()).containsExactly("trouble is not failure");
  }

  @Test
  void a_file_of_other_bytes_or_of_another_length_or_refused_is_found() {
    for (String job : List.of("a", "b", "c")) {
      accepted(1, job, null);
      completed(2, job);
    }
    history.add(new Seen.Got(3 * SECOND, "a", 200, 7, "x", "y"));
    history.add(new Seen.Got(3 * SECOND, "b", 200, 6, "x", "x"));
    history.add(new Seen.Got(3 * SECOND, "c", 404, 0, "", "x"));
    assertThat(jobs("every file is whole and exact")).containsExactly("a", "b", "c");
  }

  @Test
  void an_end_that_is_not_told_is_found_unless_another_try_is_due() {
    for (String job : List.of("a", "b")) {
      history.add(new Seen.Accepted(0, SECOND, job, WISH, null));
      view(2, 3, job, "completed", 100);
    }
    told(4, "a", "msg_a", true, false, "completed");
    history.add(
        new Seen.Tries(
            5 * SECOND, "b", json("{'deliveries': [{'attempt': 1, 'nextTryAt': 'tomorrow'}]}")));
    assertThat(jobs("webhooks arrive, and agree with the API")).containsExactly("a");
  }

  @Test
  void a_webhook_of_another_id_or_signature_or_content_is_found() {
    for (String job : List.of("a", "b", "c")) {
      accepted(1, job, null);
      completed(2, job);
    }
    told(4, "a", "msg_other", true, true, "completed");
    told(4, "b", "msg_b", false, true, "completed");
    told(4, "c", "msg_c", true, true, "failed");
    assertThat(jobs("webhooks arrive, and agree with the API")).containsExactly("a", "b", "c");
  }

  @Test
  void two_jobs_for_one_key_are_found() {
    for (String job : List.of("a", "b")) {
      accepted(1, job, "key");
      completed(2, job);
    }
    assertThat(broken()).containsExactly("one Idempotency-Key, one job");
  }

  @Test
  void one_job_for_two_keys_is_found() {
    accepted(1, "a", "key");
    accepted(1, "a", "another key");
    completed(2, "a");
    assertThat(broken()).containsExactly("one Idempotency-Key, one job");
  }

  @Test
  void refusals_without_a_known_code_or_that_tell_of_the_inside_are_found() {
    refused(1, null, 503, "<html>");
    refused(2, null, 503, "{\"code\":\"strange\"}");
    refused(3, null, 503, "{\"code\":\"internal\",\"detail\":\"127.0.0.1:6379 refused\"}");
    refused(4, null, 503, "{\"code\":\"internal\",\"detail\":\"java.io.IOException\"}");
    refused(5, null, 500, "{\"code\":\"internal\"}");
    history.add(new Seen.LetIn(6 * SECOND, "POST /api/v1/jobs", 202, Set.of("unauthorized")));
    assertThat(broken())
        .hasSize(6)
        .containsOnly("every refusal is named, and tells nothing of the inside");
  }

  @Test
  void a_job_is_told_with_the_faults_since_it_was_accepted() {
    history.add(new Seen.Struck(0, 0, "the store", "cut"));
    accepted(1, "a", null);
    history.add(new Seen.Struck(SECOND, 2 * SECOND, "the broker", "kill"));
    completed(3, "a");
    assertThat(history.tale("a"))
        .hasSize(3)
        .anyMatch(line -> line.contains("2.000 s  (the broker: kill, from 1.000 s)"))
        .anyMatch(line -> line.contains("GET shows"));
  }

  @Test
  void what_is_left_is_found() {
    history.add(new Seen.Left(SECOND, "no process is left", "ffmpeg"));
    assertThat(broken()).containsExactly("no process is left");
  }

  private void accepted(long second, String job, @Nullable String key) {
    history.add(
        new Seen.Accepted(
            (second - 1) * SECOND,
            second * SECOND,
            job,
            new Wish("{}", 60, "mp3-high", Set.of("completed"), false),
            key));
  }

  private void completed(long second, String job) {
    view(second, second, job, "completed", 100);
  }

  private void view(long from, long until, String job, String status, int percent) {
    history.add(
        new Seen.View(from * SECOND, until * SECOND, job, "GET", 0, job(job, status, percent)));
  }

  private void refused(long second, @Nullable String job, int status, String body) {
    history.add(
        new Seen.Refused(
            second * SECOND, job, "GET /", status, "application/problem+json", body, Set.of()));
  }

  private void told(
      long second, String job, String id, boolean genuine, boolean taken, String status) {
    if (!id.equals("msg_" + job)) {
      told(second, job, "msg_" + job, genuine, taken, status);
    }
    JsonNode body = json("{'type': 'job." + status + "', 'data': " + job(job, status, 100) + "}");
    history.add(new Seen.Told(second * SECOND, job, id, genuine, taken, body));
  }

  private static JsonNode job(String id, String status, int percent) {
    return json(
        ("{'id': '%s', 'status': '%s', 'progress': {'percent': %d}, 'result': {'sizeBytes': 7,"
                + " 'url': 'http://files/%d'}}")
            .formatted(id, status, percent, System.nanoTime()));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text.replace('\'', '"'));
  }

  private List<String> broken() {
    return violations().stream().map(Violation::promise).toList();
  }

  private List<@Nullable String> jobs(String promise) {
    return violations().stream()
        .filter(violation -> violation.promise().equals(promise))
        .<@Nullable String>map(Violation::job)
        .toList();
  }

  private List<Violation> violations() {
    return Promise.all(BOUND).stream().flatMap(promise -> promise.broken(history)).toList();
  }
}
