package top.vetra.transcoder.assemble;

import reactor.core.publisher.Mono;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.store.FetchSummary;

/** Makes the finished file of one format. */
interface Assembly {

  /**
   * Stores the file, proved to be complete.
   *
   * @param task which conversion
   * @param key where to store it
   * @param tags what it says of itself
   * @param summary what it has to hold
   * @return the file's length in bytes
   */
  Mono<Long> assemble(AssembleTask task, String key, Tags tags, FetchSummary summary);
}
