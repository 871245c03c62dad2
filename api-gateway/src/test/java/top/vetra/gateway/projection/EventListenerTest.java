package top.vetra.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.gateway.FakeObjectStore;
import top.vetra.gateway.FakePublisher;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.InMemoryConversionStore;
import top.vetra.gateway.job.InMemoryJobStore;
import top.vetra.gateway.job.InMemoryWorkIndex;
import top.vetra.gateway.job.Samples;
import top.vetra.gateway.queue.Dispatcher;
import top.vetra.gateway.queue.InMemoryConversionQueue;
import top.vetra.model.event.EventLog;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.JobOrder;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.queue.DeliverTask;
import top.vetra.pipeline.json.RecordJson;

class EventListenerTest implements Cursors {

  private static final TopicPartition PARTITION = new TopicPartition(EventLog.TOPIC, 0);

  private final JsonMapper json = RecordJson.mapper();
  private final Map<Integer, Long> noted = new HashMap<>(Map.of(0, 5L));
  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final Positions positions = new Positions(this);
  private final InMemoryConversionStore conversions =
      new InMemoryConversionStore(SettingsForTests.defaults().patience()) {
        @Override
        public Mono<ConversionState> find(String id) {
          return id.equals("poisoned")
              ? Mono.error(new IllegalStateException("broken"))
              : super.find(id);
        }
      };
  private final FakePublisher published = new FakePublisher();
  private final EventListener listener =
      new EventListener(
          Gateway.projector(
              conversions,
              new InMemoryJobStore(),
              new InMemoryWorkIndex(),
              new FakeObjectStore(),
              published,
              new Dispatcher(
                  new InMemoryConversionQueue(),
                  conversions,
                  published,
                  SettingsForTests.defaults(),
                  Clock.systemUTC()),
              published,
              Clock.systemUTC()),
          positions,
          json);
  private boolean redisIsAway;

  @BeforeEach
  void assign() {
    consumer.assign(List.of(PARTITION));
    consumer.updateEndOffsets(Map.of(PARTITION, 100L));
    positions.onPartitionsAssigned(consumer, List.of(PARTITION));
  }

  @Test
  void what_is_read_is_committed_and_noted() {
    read(5);
    assertThat(conversions.find("c").blockOptional()).isPresent();
    assertThat(noted).containsEntry(0, 6L);
    assertThat(committed()).isEqualTo(6);
  }

  /** As when they are tried again, since Redis was away and has come back empty. */
  @Test
  void events_are_not_applied_to_records_that_have_been_lost() {
    noted.clear();
    read(5);
    assertThat(conversions.find("c").blockOptional()).isEmpty();
    assertThat(consumer.position(PARTITION)).isZero();
    assertThat(committed()).isZero();
    read(0);
    assertThat(noted).containsEntry(0, 1L);
  }

  @Test
  void nobody_is_told_twice_where_records_are_made_again() {
    readAJob(5);
    assertThat(told()).isEqualTo(1);
    noted.clear();
    readAJob(5);
    readAJob(5);
    assertThat(noted).containsEntry(0, 7L);
    assertThat(told()).isEqualTo(1);
    readAJob(7);
    assertThat(told()).isEqualTo(2);
  }

  @Test
  void nobody_is_told_twice_where_redis_was_away_at_the_start_and_came_back_empty() {
    consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(7)));
    redisIsAway = true;
    positions.onPartitionsAssigned(consumer, List.of(PARTITION));
    redisIsAway = false;
    noted.clear();
    // What comes first are records from wherever the consumer stands: they are read from the start.
    readAJob(7);
    assertThat(consumer.position(PARTITION)).isZero();
    readAJob(5);
    assertThat(noted).containsEntry(0, 7L);
    assertThat(told()).isZero();
    readAJob(7);
    assertThat(told()).isEqualTo(1);
  }

  @Test
  void what_a_group_did_that_the_broker_has_forgotten_is_told_by_the_cursor() {
    noted.put(0, 7L);
    positions.onPartitionsAssigned(consumer, List.of(PARTITION));
    noted.clear();
    readAJob(5);
    readAJob(5);
    assertThat(told()).isZero();
  }

  @Test
  void a_log_that_has_begun_anew_is_followed_from_its_beginning() {
    consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(50)));
    consumer.updateEndOffsets(Map.of(PARTITION, 0L));
    positions.onPartitionsAssigned(consumer, List.of(PARTITION));
    readAJob(0);
    assertThat(told()).isEqualTo(1);
    assertThat(noted).containsEntry(0, 2L);
  }

  @Test
  void what_can_never_be_stored_is_skipped_and_holds_up_no_other() {
    listener.onMessage(
        List.of(record(5, resolving("poisoned")), record(6, resolving("c"))), null, consumer);
    assertThat(conversions.find("c").blockOptional()).isPresent();
    assertThat(noted).containsEntry(0, 7L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"type\":\"fromTheFuture\",\"conversionId\":\"c\"}"})
  void what_is_no_event_is_skipped(String value) {
    var none =
        new ConsumerRecord<>(
            EventLog.TOPIC, 0, 5, "c", value.isEmpty() ? null : value.getBytes(UTF_8));
    listener.onMessage(List.of(none, record(6, resolving("c"))), null, consumer);
    assertThat(conversions.find("c").blockOptional()).isPresent();
    assertThat(noted).containsEntry(0, 7L);
  }

  /** A job with a webhook is accepted and fails, at this offset and the next. */
  private void readAJob(long offset) {
    Problem problem = Problem.of(ProblemCode.SPACE_NOT_FOUND);
    JobOrder order =
        new JobOrder(
            "j" + offset,
            "c" + offset,
            new SpaceLink.Post("" + offset),
            Gateway.PRESET,
            new JobOrder.Webhook("https://example.com/", null),
            Samples.START);
    listener.onMessage(
        List.of(
            record(offset, new JobEvent.Accepted("c" + offset, Samples.START, order)),
            record(offset + 1, new JobEvent.Failed("c" + offset, Samples.START, problem))),
        null,
        consumer);
  }

  private long told() {
    return published.tasks().stream().filter(DeliverTask.class::isInstance).count();
  }

  private long committed() {
    OffsetAndMetadata offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
    return offset == null ? 0 : offset.offset();
  }

  private void read(long offset) {
    listener.onMessage(List.of(record(offset, resolving("c"))), null, consumer);
  }

  private static JobEvent resolving(String conversion) {
    return new JobEvent.Resolving(conversion, Samples.START);
  }

  private ConsumerRecord<String, byte[]> record(long offset, JobEvent event) {
    return new ConsumerRecord<>(
        EventLog.TOPIC,
        0,
        offset,
        event.conversionId(),
        json.writerFor(JobEvent.class).writeValueAsBytes(event));
  }

  @Override
  public Mono<Map<Integer, Long>> all() {
    return redisIsAway
        ? Mono.error(new IllegalStateException("away"))
        : Mono.fromSupplier(() -> Map.copyOf(noted));
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
