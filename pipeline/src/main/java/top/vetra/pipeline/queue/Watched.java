package top.vetra.pipeline.queue;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * What operators see of the queues. Each task is timed and is a span of its job's trace, which
 * travels in the headers of the records; what is logged meanwhile names its conversion.
 */
final class Watched {

  private static final String CONVERSION = "conversion";

  static {
    ContextRegistry.getInstance()
        .registerThreadLocalAccessor(new Slf4jThreadLocalAccessor(CONVERSION));
  }

  private final ObservationRegistry observations;

  Watched(ObservationRegistry observations) {
    this.observations = observations;
  }

  /**
   * The work on a task, timed as {@code vetra.task}; how long it had waited is recorded as well.
   */
  Mono<Void> task(ConsumerRecord<?, ?> record, String conversionId, Mono<Void> work) {
    Timer.builder("vetra.queue.wait")
        .description("How long tasks were queued before a worker took them")
        .tag("queue", record.topic())
        .register(Metrics.globalRegistry)
        .record(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - record.timestamp())));
    ReceiverContext<Headers> context = new ReceiverContext<>(Watched::value);
    context.setCarrier(record.headers());
    Observation observation =
        Observation.createNotStarted("vetra.task", () -> context, observations)
            .contextualName(record.topic() + " process")
            .lowCardinalityKeyValue("queue", record.topic())
            .highCardinalityKeyValue(CONVERSION, conversionId);
    return Mono.defer(
            () -> {
              observation.start();
              return work.doOnError(observation::error).doFinally(end -> observation.stop());
            })
        .contextWrite(
            Context.of(
                ObservationThreadLocalAccessor.KEY,
                observation,
                Slf4jThreadLocalAccessor.KEY,
                Map.of(CONVERSION, conversionId)));
  }

  /** A send that carries the trace on in which it happens. */
  <T> Mono<T> send(ProducerRecord<?, ?> record, Mono<T> sending) {
    return Mono.deferContextual(
        here -> {
          SenderContext<Headers> context = new SenderContext<>(Watched::carry);
          context.setCarrier(record.headers());
          Observation observation =
              Observation.createNotStarted("vetra.send", () -> context, observations)
                  .contextualName(record.topic() + " send")
                  .lowCardinalityKeyValue("topic", record.topic());
          if (here.hasKey(ObservationThreadLocalAccessor.KEY)) {
            observation.parentObservation(here.get(ObservationThreadLocalAccessor.KEY));
          }
          observation.start();
          return sending.doOnError(observation::error).doFinally(end -> observation.stop());
        });
  }

  private static void carry(@Nullable Headers headers, String name, String value) {
    if (headers != null) {
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static @Nullable String value(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
