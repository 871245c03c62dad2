package top.vetra.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.gateway.FakePublisher;
import top.vetra.gateway.NoLinks;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.gateway.job.InMemoryJobStore;
import top.vetra.gateway.job.JobLookup;
import top.vetra.gateway.job.Patience;
import top.vetra.gateway.job.Samples;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobOrder;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.DeliverTask;

class DeliverHandlerTest {

  private static final Instant NOW = Samples.START.plusSeconds(100);

  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> ids = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger status = new AtomicInteger(200);
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
                    .then(response.status(status.get()).send());
              })
          .bindNow();

  private final InMemoryJobStore jobs = new InMemoryJobStore();
  private final InMemoryConversionStore conversions =
      new InMemoryConversionStore(new Patience(Duration.ofMinutes(1), Duration.ofMinutes(30)));
  private final FakePublisher published = new FakePublisher();

  @AfterEach
  void stop() {
    receiver.disposeNow();
  }

  @Test
  void a_failed_job_is_told_as_it_is() {
    accept();
    fail();
    deliver(1);
    assertThat(bodies).hasSize(1);
    var body = JsonMapper.builder().build().readTree(bodies.get(0));
    assertThat(body.get("type").asString()).isEqualTo("job.failed");
    assertThat(body.get("timestamp").asString()).isEqualTo("2026-01-01T00:00:05Z");
    assertThat(body.at("/data/id").asString()).isEqualTo("j");
    assertThat(body.at("/data/error/code").asString()).isEqualTo("space-live");
    assertThat(published.tasks()).isEmpty();
  }

  @Test
  void what_fails_is_tried_again_under_the_same_id_until_the_tenth_try() {
    accept();
    fail();
    status.set(503);
    for (int attempt = 1; attempt <= 10; attempt++) {
      deliver(attempt);
    }
    assertThat(ids).hasSize(10).containsOnly("msg_j");
    assertThat(published.tasks()).hasSize(9).first().isEqualTo(new DeliverTask("c", "j", 2));
    assertThat(published.dues().get(0)).isBetween(NOW.plusSeconds(5), NOW.plusMillis(5_500));
    assertThat(published.dues().get(8))
        .isBetween(NOW.plus(Duration.ofHours(24)), NOW.plus(Duration.ofHours(27)));
  }

  @Test
  void a_receiver_that_is_gone_is_not_called_again() {
    accept();
    fail();
    status.set(410);
    deliver(1);
    assertThat(published.tasks()).isEmpty();
  }

  @Test
  void a_job_whose_record_is_not_there_yet_is_told_later() {
    deliver(1);
    accept();
    deliver(2);
    assertThat(bodies).isEmpty();
    assertThat(published.tasks())
        .containsExactly(new DeliverTask("c", "j", 2), new DeliverTask("c", "j", 3));
  }

  private void accept() {
    JobOrder plain = Samples.order("j", "c");
    jobs.accept(
            new JobOrder(
                "j",
                "c",
                plain.link(),
                plain.preset(),
                new JobOrder.Webhook("http://127.0.0.1:" + receiver.port() + "/hook", null),
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

  private void deliver(int attempt) {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    WebhookSender sender = RulesForTests.sender(clock, List.of(), "127.0.0.1:" + receiver.port());
    new DeliverHandler(
            new JobLookup(jobs, conversions, clock),
            sender,
            published,
            new NoLinks(),
            JsonMapper.builder().build(),
            clock)
        .handle(new DeliverTask("c", "j", attempt), 1)
        .block(Duration.ofSeconds(20));
  }
}
