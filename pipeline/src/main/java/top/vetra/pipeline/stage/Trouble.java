package top.vetra.pipeline.stage;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Tells what happens to tasks (the object store, a disk or the broker does not do its part) from
 * what tasks do themselves. The one passes and is no task's fault; the other will most likely
 * happen again.
 */
final class Trouble {

  /** Deep enough for every library here, and an end to causes that go round. */
  private static final int DEPTH = 16;

  private Trouble() {}

  /** Whether the failure, or what caused it, is of the first kind. */
  static boolean is(Throwable failure) {
    return causes(failure).anyMatch(Trouble::isOutside)
        && causes(failure).noneMatch(RecordTooLargeException.class::isInstance);
  }

  private static boolean isOutside(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof SdkException
        || cause instanceof KafkaException;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEPTH);
  }
}
