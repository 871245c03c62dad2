package top.vetra.pipeline.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class WatchedTest {

  private static final String TRACE = "trace";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final Watched watched = new Watched(observations);

  @BeforeEach
  void listen() {
    Metrics.addRegistry(meters);
    observations.observationConfig().observationHandler(new Tracing());
  }

  @AfterEach
  void stop() {
    Metrics.removeRegistry(meters);
    Hooks.disableAutomaticContextPropagation();
  }

  /** A tracer in small: it knows a trace by its name. */
  private static final class Tracing implements ObservationHandler<Observation.Context> {

    private final Map<Object, String> traces = new HashMap<>();

    @Override
    public void onStart(Observation.Context context) {
      if (context instanceof ReceiverContext<?> received) {
        traces.put(context, Objects.requireNonNull(read(received)));
      } else if (context instanceof SenderContext<?> sent) {
        var parent = Objects.requireNonNull(context.getParentObservation()).getContextView();
        write(sent, Objects.requireNonNull(traces.get(parent)));
      }
    }

    @SuppressWarnings("unchecked")
    private static <C> @Nullable String read(ReceiverContext<C> received) {
      return received.getGetter().get((C) Objects.requireNonNull(received.getCarrier()), TRACE);
    }

    @SuppressWarnings("unchecked")
    private static <C> void write(SenderContext<C> sent, String trace) {
      sent.getSetter().set((C) sent.getCarrier(), TRACE, trace);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }

  @Test
  void what_a_task_sends_belongs_to_the_trace_that_it_came_with() {
    ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("queue", 0, 0, "c", new byte[0]);
    record.headers().add(TRACE, "t1".getBytes(StandardCharsets.UTF_8));
    ProducerRecord<String, byte[]> onward = new ProducerRecord<>("next", "c", new byte[0]);

    watched
        .task(
            record,
            "c",
            watched.send(onward, Mono.just("sent")).publishOn(Schedulers.parallel()).then())
        .block();

    assertThat(value(onward.headers())).isEqualTo("t1");
    assertThat(meters.get("vetra.queue.wait").tag("queue", "queue").timer().count()).isEqualTo(1);
  }

  @Test
  void what_is_logged_during_a_task_names_its_conversion() {
    Hooks.enableAutomaticContextPropagation();
    ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("queue", 0, 0, "c", new byte[0]);
    record.headers().add(TRACE, "t1".getBytes(StandardCharsets.UTF_8));
    AtomicReference<@Nullable String> named = new AtomicReference<>();

    watched
        .task(
            record,
            "c7",
            Mono.just(1)
                .publishOn(Schedulers.parallel())
                .doOnNext(one -> named.set(MDC.get("conversion")))
                .then())
        .block();

    assertThat(named.get()).isEqualTo("c7");
    assertThat(MDC.get("conversion")).isNull();
  }

  private static String value(Headers headers) {
    Header header = headers.lastHeader(TRACE);
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
