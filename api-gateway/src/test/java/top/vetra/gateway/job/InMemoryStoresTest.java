package top.vetra.gateway.job;

/** The stores that other tests stand on do what the real ones do. */
class InMemoryStoresTest implements ConversionStoreContract, JobStoreContract, WorkIndexContract {

  private final ConversionStore conversions = new InMemoryConversionStore(PATIENCE);
  private final JobStore jobs = new InMemoryJobStore();
  private final WorkIndex index = new InMemoryWorkIndex();

  @Override
  public ConversionStore store() {
    return conversions;
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
