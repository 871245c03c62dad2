package top.vetra.pipeline.queue;

import reactor.core.publisher.Mono;
import top.vetra.model.event.JobEvent;

/** Tells what happened. */
public interface EventPublisher {

  /** Completes once the broker has stored the event, in order with others of its conversion. */
  Mono<Void> publish(JobEvent event);
}
