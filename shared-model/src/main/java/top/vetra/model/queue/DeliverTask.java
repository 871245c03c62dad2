package top.vetra.model.queue;

/**
 * Tell a caller's endpoint that its job ended.
 *
 * @param conversionId the conversion that served the job
 * @param jobId the job
 * @param attempt which try this is, from 1
 */
public record DeliverTask(String conversionId, String jobId, int attempt) implements Task {}
