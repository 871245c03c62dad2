package top.vetra.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.gateway.FakePublisher;
import top.vetra.gateway.GatewaySettings.WebhookSettings;
import top.vetra.gateway.NoLinks;
import top.vetra.gateway.instance.InstanceKeyForTests;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.gateway.job.InMemoryJobStore;
import top.vetra.gateway.job.JobLookup;
import top.vetra.gateway.job.Patience;
import top.vetra.gateway.job.Samples;
import top.vetra.gateway.webhook.Delivery.Trigger;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobOrder;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.DeliverTask;
import top.vetra.model.queue.Task;

class DeliverHandlerTest {

  private static final Instant NOW = Samples.START.plusSeconds(100);
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> ids = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicInteger hanging = new AtomicInteger();
  private final DisposableServer receiver =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .handle(
              (request, response) -> {
                ids.add(request.requestHeaders().get("webhook-id"));
                return request
                    .receive()
                    .aggregate()
                    .asString()
                    .doOnNext(bodies::add)
                    .then(response.status(status.get()).header("Retry-After", "60").send());
              })
          .bindNow();
  private final DisposableServer dead =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .handle(
              (request, response) -> {
                hanging.incrementAndGet();
                return Mono.never();
              })
          .bindNow();

  private final InMemoryJobStore jobs = new InMemoryJobStore();
  private final InMemoryConversionStore conversions =
      new InMemoryConversionStore(new Patience(Duration.ofMinutes(1), Duration.ofMinutes(30)));
  private final FakePublisher published = new FakePublisher();
  private final InMemoryDeliveryLog deliveries = new InMemoryDeliveryLog();
  private final Calls calls = new Calls(new WebhookSettings(Set.of(), List.of(), 20, 16, 600));
  private final DeliverHandler handler = handler(deliveries);

  @AfterEach
  void stop() {
    calls.close();
    receiver.disposeNow();
    dead.disposeNow();
  }

  @Test
  void a_failed_job_is_told_as_it_is() {
    accept("j", receiver);
    fail();
    deliver(1);
    assertThat(bodies).hasSize(1);
    var body = JsonMapper.builder().build().readTree(bodies.get(0));
    assertThat(body.get("type").asString()).isEqualTo("job.failed");
    assertThat(body.get("timestamp").asString()).isEqualTo("2026-01-01T00:00:05Z");
    assertThat(body.at("/data/id").asString()).isEqualTo("j");
    assertThat(body.at("/data/error/code").asString()).isEqualTo("space-live");
    assertThat(deliveries.now("j"))
        .containsExactly(new Delivery(Trigger.SCHEDULE, 1, NOW, 0.0, 200, null, null));
    assertThat(published.tasks()).doesNotContain(scheduled(2));
  }

  @Test
  void what_fails_is_tried_again_under_the_same_id_until_the_tenth_try() {
    accept("j", receiver);
    fail();
    status.set(404);
    for (int attempt = 1; attempt <= 10; attempt++) {
      deliver(attempt);
    }
    assertThat(ids).hasSize(10).containsOnly("msg_j");
    assertThat(due(scheduled(2))).isBetween(NOW.plusSeconds(60), NOW.plusMillis(60_500));
    assertThat(due(scheduled(3))).isBetween(NOW.plusSeconds(300), NOW.plusSeconds(330));
    assertThat(due(scheduled(10)))
        .isBetween(NOW.plus(Duration.ofHours(24)), NOW.plus(Duration.ofHours(27)));
    assertThat(published.tasks()).doesNotContain(scheduled(11));
    assertThat(deliveries.now("j")).hasSize(10);
    assertThat(deliveries.now("j").get(0).nextTryAt()).isEqualTo(due(scheduled(2)));
    assertThat(deliveries.now("j").get(9).nextTryAt()).isNull();
  }

  @Test
  void a_receiver_that_is_gone_is_not_called_again() {
    accept("j", receiver);
    fail();
    status.set(410);
    deliver(1);
    assertThat(published.tasks()).doesNotContain(scheduled(2));
    handle(scheduled(2));
    assertThat(ids).hasSize(1);
  }

  @Test
  void a_job_whose_record_is_not_there_yet_is_told_later() {
    handle(scheduled(1));
    accept("j", receiver);
    handle(scheduled(2));
    assertThat(bodies).isEmpty();
    assertThat(published.tasks()).containsExactly(scheduled(2), scheduled(3));
  }

  @Test
  void a_pastthat_is_over_is_not_made_again_and_one_that_was_broken_off_is() {
    accept("j", receiver);
    fail();
    deliveries.put("j", Delivery.begun(scheduled(1), NOW.minusSeconds(30))).block();
    handle(scheduled(1));
    assertThat(ids).as("it may be under way").isEmpty();
    assertThat(due(scheduled(1))).isEqualTo(NOW.plusSeconds(11));
    deliveries.put("j", Delivery.begun(scheduled(1), NOW.minusSeconds(31))).block();
    deliver(1);
    assertThat(published.dues().get(1)).as("should the process end").isEqualTo(NOW.plusSeconds(31));
    handle(scheduled(1));
    handle(scheduled(2));
    assertThat(ids).hasSize(1);
  }

  @Test
  void a_pastthat_was_asked_for_is_made_once_whatever_was_before_and_comes_after() {
    accept("j", receiver);
    fail();
    deliver(1);
    status.set(500);
    handle(requested(1));
    await().until(() -> deliveries.now("j"), past -> past.size() == 2 && past.get(1).isOver());
    assertThat(ids).containsExactly("msg_j", "msg_j");
    assertThat(deliveries.now("j").get(1))
        .isEqualTo(
            new Delivery(Trigger.REQUEST, 1, NOW, 0.0, 500, Failure.UNEXPECTED_STATUS, null));
    assertThat(published.tasks()).doesNotContain(requested(2));
  }

  @Test
  void an_endpoint_that_does_not_answer_holds_up_no_other() {
    accept("j", receiver);
    for (int i = 0; i < 100; i++) {
      accept("dead" + i, dead);
    }
    fail();
    for (int i = 0; i < 100; i++) {
      handle(DeliverTask.first("c", "dead" + i));
    }
    deliver(1);
    assertThat(ids).containsExactly("msg_j");
    await().untilAsserted(() -> assertThat(hanging).hasValue(16));
    assertThat(published.dues().stream().filter(NOW.plusSeconds(11)::equals)).hasSize(84);
  }

  @Test
  void what_is_down_puts_a_pastoff() {
    accept("j", receiver);
    fail();
    handler(
            new DeliveryLog() {
              @Override
              public Mono<List<Delivery>> of(String jobId) {
                return Mono.error(new IllegalStateException("down"));
              }

              @Override
              public Mono<Void> put(String jobId, Delivery delivery) {
                return Mono.error(new IllegalStateException("down"));
              }

              @Override
              public Mono<Integer> countRequest(String jobId) {
                return Mono.error(new IllegalStateException("down"));
              }
            })
        .handle(scheduled(1), 1)
        .block();
    assertThat(due(scheduled(1))).isEqualTo(NOW.plusSeconds(11));
    assertThat(ids).isEmpty();
  }

  private DeliverHandler handler(DeliveryLog log) {
    String[] allowed = {"127.0.0.1:" + receiver.port(), "127.0.0.1:" + dead.port()};
    return new DeliverHandler(
        new JobLookup(jobs, conversions, id -> Mono.empty(), CLOCK),
        log,
        new Messenger(
            RulesForTests.sender(CLOCK, List.of(), allowed),
            InstanceKeyForTests.secrets(),
            new NoLinks(),
            JsonMapper.builder().build(),
            CLOCK),
        calls,
        published,
        CLOCK);
  }

  private void accept(String id, DisposableServer server) {
    JobOrder plain = Samples.order(id, "c");
    jobs.accept(
            new JobOrder(
                id,
                "c",
                plain.link(),
                plain.preset(),
                new JobOrder.Webhook("http://127.0.0.1:" + server.port() + "/hook", null),
                plain.createdAt()))
        .block();
  }

  private void fail() {
    conversions
        .update(
            "c",
            state ->
                state.apply(
                    new JobEvent.Failed(
                        "c", Samples.START.plusSeconds(5), Problem.of(ProblemCode.SPACE_LIVE))))
        .block();
  }

  private static DeliverTask scheduled(int attempt) {
    return new DeliverTask("c", "j", attempt, false);
  }

  private static DeliverTask requested(int attempt) {
    return new DeliverTask("c", "j", attempt, true);
  }

  /** When a task was published for, the first time. */
  private Instant due(Task task) {
    return published.dues().get(published.tasks().indexOf(task));
  }

  private void handle(DeliverTask task) {
    handler.handle(task, 1).block(Duration.ofSeconds(20));
  }

  /** Makes a try by schedule and waits for its end. */
  private void deliver(int attempt) {
    handle(scheduled(attempt));
    await()
        .until(
            () -> deliveries.now("j").stream().filter(past -> past.isOf(scheduled(attempt))),
            tries -> tries.anyMatch(Delivery::isOver));
  }
}
