package top.vetra.model.queue;

/**
 * A work queue. Its workers form one group of the same name.
 *
 * @param topic the Kafka topic
 * @param type what it carries, as JSON
 */
public record TaskQueue<T extends Task>(String topic, Class<T> type) {

  public static final TaskQueue<ResolveTask> RESOLVE =
      new TaskQueue<>("vetra.resolve", ResolveTask.class);
  public static final TaskQueue<PlanTask> PLAN = new TaskQueue<>("vetra.plan", PlanTask.class);
  public static final TaskQueue<FetchTask> FETCH = new TaskQueue<>("vetra.fetch", FetchTask.class);
  public static final TaskQueue<EncodeTask> ENCODE =
      new TaskQueue<>("vetra.encode", EncodeTask.class);
  public static final TaskQueue<AssembleTask> ASSEMBLE =
      new TaskQueue<>("vetra.assemble", AssembleTask.class);
  public static final TaskQueue<DeliverTask> DELIVER =
      new TaskQueue<>("vetra.deliver", DeliverTask.class);
}
