package top.vetra.model.queue;

/**
 * Tell a caller's endpoint that its job ended.
 *
 * @param conversionId the conversion that served the job
 * @param jobId the job
 * @param attempt which try this is, from 1; those by schedule and those asked for count apart
 * @param requested whether somebody has asked for this try; it is the only one then
 */
public record DeliverTask(String conversionId, String jobId, int attempt, boolean requested)
    implements Task {

  /** The first try by schedule. */
  public static DeliverTask first(String conversionId, String jobId) {
    return new DeliverTask(conversionId, jobId, 1, false);
  }

  /** The try after this one. */
  public DeliverTask next() {
    return new DeliverTask(conversionId, jobId, attempt + 1, requested);
  }
}
