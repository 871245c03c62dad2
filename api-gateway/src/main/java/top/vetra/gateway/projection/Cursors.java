package top.vetra.gateway.projection;

import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * How far the records have followed the log. It is kept beside the records, so that it is lost when
 * they are lost, and goes back when they go back.
 */
public interface Cursors {

  /** The next offset to read, by partition; none for partitions that were never read. */
  Mono<Map<Integer, Long>> all();

  /**
   * Notes the next offset to read.
   *
   * @param expected what is noted now; -1 for nothing
   * @return false if something else is noted: the records were lost or put back meanwhile
   */
  Mono<Boolean> advance(int partition, long expected, long next);
}
