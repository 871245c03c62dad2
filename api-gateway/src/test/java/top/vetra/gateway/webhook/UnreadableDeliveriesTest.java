package top.vetra.gateway.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import top.vetra.gateway.FakePublisher;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.model.queue.DeliverTask;
import top.vetra.pipeline.json.RecordJson;

class UnreadableDeliveriesTest {

  private final InMemoryConversionStore conversions =
      new InMemoryConversionStore(SettingsForTests.defaults().patience());
  private final InMemoryDeliveryLog log = new InMemoryDeliveryLog();
  private final FakePublisher published = new FakePublisher();
  private final UnreadableDeliveries unreadable =
      new UnreadableDeliveries(conversions, log, published, RecordJson.mapper());

  @Test
  void the_try_after_those_that_were_made_is_made_for_the_job_that_is_named() {
    made("j", 1, Failure.TIMEOUT);
    made("j", 2, Failure.TIMEOUT);
    settle("c", "{\"jobId\":\"j\",\"attempt\":[]}");
    assertThat(published.tasks()).containsExactly(new DeliverTask("c", "j", 3, false));
  }

  @Test
  void where_no_job_is_named_all_of_the_conversion_are_told_but_those_who_know() {
    conversions.join("c", "told").block();
    conversions.join("c", "untold").block();
    made("told", 1, null);
    settle("c", "{\"jobI");
    assertThat(published.tasks()).containsExactly(new DeliverTask("c", "untold", 1, false));
  }

  @Test
  void there_are_no_more_tries_than_by_schedule() {
    made("j", 10, Failure.TIMEOUT);
    settle("c", "{\"jobId\":\"j\"}");
    assertThat(published.tasks()).isEmpty();
  }

  private void settle(String conversion, String value) {
    unreadable.settle(conversion, value.getBytes(UTF_8)).block();
  }

  private void made(String job, int attempt, @Nullable Failure failure) {
    log.put(
            job,
            new Delivery(
                Delivery.Trigger.SCHEDULE, attempt, Instant.EPOCH, 1.0, null, failure, null))
        .block();
  }
}
