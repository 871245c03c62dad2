package top.vetra.gateway.projection;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.springframework.dao.DataAccessException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells what passes by itself, or once an operator has done something, from what never will. */
final class Outages {

  /** What Redis says where a key holds something else than is asked for. */
  private static final String WRONG_TYPE = "WRONGTYPE";

  private Outages() {}

  /** Whether Redis, the broker, the object store or this process itself could not do its part. */
  static boolean isOutage(Throwable failure) {
    boolean outage = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (cause instanceof RecordTooLargeException
          || message != null && message.startsWith(WRONG_TYPE)) {
        return false;
      }
      outage |=
          cause instanceof DataAccessException
              || cause instanceof KafkaException
              || cause instanceof SdkException
              || cause instanceof IOException
              || cause instanceof TimeoutException
              || cause instanceof RejectedExecutionException
              || cause instanceof CancellationException
              || cause instanceof InterruptedException;
    }
    return outage;
  }
}
