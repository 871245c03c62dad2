package top.vetra.pipeline.queue;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What is done about a task that cannot be read, before it is dropped from its queue. */
@FunctionalInterface
public interface UnreadableTasks {

  /**
   * Ends what the task stood for, or begins it anew. An error puts the record back on its queue.
   *
   * @param conversionId whose task it was, as the record's key says; null if it has none
   * @param value the record as it is
   */
  Mono<Void> settle(@Nullable String conversionId, byte[] value);
}
