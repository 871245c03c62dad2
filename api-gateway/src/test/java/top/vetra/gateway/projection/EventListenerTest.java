package top.vetra.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.gateway.FakeObjectStore;
import top.vetra.gateway.FakePublisher;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.gateway.job.InMemoryJobStore;
import top.vetra.gateway.job.InMemoryWorkIndex;
import top.vetra.gateway.job.Samples;
import top.vetra.model.event.EventLog;
import top.vetra.model.event.JobEvent;

class EventListenerTest implements Cursors {

  private static final TopicPartition PARTITION = new TopicPartition(EventLog.TOPIC, 0);

  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<Integer, Long> noted = new HashMap<>(Map.of(0, 5L));
  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final Positions positions = new Positions(this);
  private final InMemoryConversionStore conversions =
      new InMemoryConversionStore(SettingsForTests.defaults().patience());
  private final FakePublisher published = new FakePublisher();
  private final EventListener listener =
      new EventListener(
          Gateway.projector(
              conversions,
              new InMemoryJobStore(),
              new InMemoryWorkIndex(),
              new FakeObjectStore(),
              published,
              published,
              Clock.systemUTC()),
          positions,
          json);
  private int acknowledged;

  @BeforeEach
  void assign() {
    consumer.assign(List.of(PARTITION));
    positions.onPartitionsAssigned(consumer, List.of(PARTITION));
  }

  @Test
  void what_is_read_is_acknowledged_and_noted() {
    read(5);
    assertThat(conversions.find("c").blockOptional()).isPresent();
    assertThat(noted).containsEntry(0, 6L);
    assertThat(acknowledged).isEqualTo(1);
  }

  /** As when they are tried again, since Redis was away and has come back empty. */
  @Test
  void events_are_not_applied_to_records_that_have_been_lost() {
    noted.clear();
    read(5);
    assertThat(conversions.find("c").blockOptional()).isEmpty();
    assertThat(consumer.position(PARTITION)).isZero();
    assertThat(acknowledged).isZero();
    read(0);
    assertThat(noted).containsEntry(0, 1L);
  }

  private void read(long offset) {
    byte[] event = json.writeValueAsBytes(new JobEvent.Resolving("c", Samples.START));
    listener.onMessage(
        List.of(new ConsumerRecord<>(EventLog.TOPIC, 0, offset, "c", event)),
        () -> acknowledged++,
        consumer);
  }

  @Override
  public Mono<Map<Integer, Long>> all() {
    return Mono.fromSupplier(() -> Map.copyOf(noted));
  }

  @Override
  public Mono<Boolean> advance(int partition, long expected, long next) {
    return Mono.fromSupplier(
        () -> {
          boolean stands = noted.getOrDefault(partition, -1L) == expected;
          if (stands) {
            noted.put(partition, next);
          }
          return stands;
        });
  }
}
