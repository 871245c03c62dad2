package top.vetra.xsimulator.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One small misbehaviour: which requests it meets, and what it makes of their answers.
 *
 * @param kind the requests it meets
 * @param index the one segment it meets; null is any
 * @param attempts it meets only so many first attempts at the same thing
 * @param during it meets only requests so long after the first of their kind
 * @param change what it does
 */
public record Fault(
    Kind kind, @Nullable Integer index, int attempts, @Nullable Duration during, Change change) {

  /** Starts a fault that meets every request of this kind. */
  public static On on(Kind kind) {
    return new On(kind, null, Integer.MAX_VALUE, null);
  }

  public boolean meets(Exchange exchange) {
    return exchange.kind() == kind
        && (index == null || index == exchange.index())
        && exchange.attempt() <= attempts
        && (during == null || exchange.elapsed().compareTo(during) < 0);
  }

  /** The condition of a fault, narrowed step by step. */
  public record On(Kind kind, @Nullable Integer index, int attempts, @Nullable Duration during) {

    /** Only this segment, counted from 0. */
    public On at(int segment) {
      return new On(kind, segment, attempts, during);
    }

    /** Only the first so many attempts at the same thing. */
    public On first(int times) {
      return new On(kind, index, times, during);
    }

    /** Only so long after the first request of this kind. */
    public On during(Duration time) {
      return new On(kind, index, attempts, time);
    }

    public Fault then(Change change) {
      return new Fault(kind, index, attempts, during, change);
    }
  }
}
