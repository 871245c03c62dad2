package top.vetra.gateway.job;

import top.vetra.gateway.queue.ConversionQueue;
import top.vetra.gateway.queue.ConversionQueueContract;
import top.vetra.gateway.queue.InMemoryConversionQueue;

/** The stores that other tests stand on do what the real ones do. */
class InMemoryStoresTest
    implements ConversionStoreContract,
        ConversionQueueContract,
        JobStoreContract,
        WorkIndexContract {

  private final ConversionStore conversions = new InMemoryConversionStore(PATIENCE);
  private final ConversionQueue queue = new InMemoryConversionQueue();
  private final JobStore jobs = new InMemoryJobStore();
  private final WorkIndex index = new InMemoryWorkIndex();

  @Override
  public ConversionStore store() {
    return conversions;
  }

  @Override
  public ConversionQueue queue() {
    return queue;
  }

  @Override
  public JobStore jobStore() {
    return jobs;
  }

  @Override
  public WorkIndex index() {
    return index;
  }
}
