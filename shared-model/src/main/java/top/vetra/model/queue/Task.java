package top.vetra.model.queue;

/**
 * One small, bounded, idempotent unit of work: seconds, not minutes. Doing it twice is harmless.
 */
public sealed interface Task
    permits ResolveTask, PlanTask, FetchTask, EncodeTask, AssembleTask, DeliverTask {

  /** The piece of shared work that it belongs to. */
  String conversionId();
}
