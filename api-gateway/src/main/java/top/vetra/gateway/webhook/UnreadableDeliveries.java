package top.vetra.gateway.webhook;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.model.queue.DeliverTask;
import top.vetra.model.queue.TaskQueue;
import top.vetra.pipeline.queue.TaskPublisher;
import top.vetra.pipeline.queue.UnreadableTasks;

/**
 * Has webhooks told on although a task of theirs cannot be read: the try after those that were made
 * is made at once. Where the task does not even say which job it was for, that is done for all jobs
 * of its conversion; tries that turn out to be over are not made again.
 */
final class UnreadableDeliveries implements UnreadableTasks {

  private final ConversionStore conversions;
  private final DeliveryLog deliveries;
  private final TaskPublisher tasks;
  private final ObjectMapper json;

  UnreadableDeliveries(
      ConversionStore conversions, DeliveryLog deliveries, TaskPublisher tasks, ObjectMapper json) {
    this.conversions = conversions;
    this.deliveries = deliveries;
    this.tasks = tasks;
    this.json = json;
  }

  @Override
  public Mono<Void> settle(@Nullable String conversionId, byte[] value) {
    if (conversionId == null) {
      return Mono.empty();
    }
    String job = jobOf(value);
    Flux<String> jobs = job == null ? conversions.jobs(conversionId) : Flux.just(job);
    return jobs.concatMap(id -> goOn(conversionId, id)).then();
  }

  private @Nullable String jobOf(byte[] value) {
    try {
      return json.readTree(value).path("jobId").asString(null);
    } catch (JacksonException noJson) {
      return null;
    }
  }

  private Mono<Void> goOn(String conversionId, String jobId) {
    return deliveries
        .of(jobId)
        .filter(past -> past.stream().noneMatch(Delivery::isLast))
        .map(
            past ->
                past.stream()
                    .filter(delivery -> delivery.trigger() == Delivery.Trigger.SCHEDULE)
                    .filter(Delivery::isOver)
                    .mapToInt(Delivery::attempt)
                    .max()
                    .orElse(0))
        .filter(made -> made < Schedule.TRIES)
        .flatMap(
            made ->
                tasks.publish(
                    TaskQueue.DELIVER, new DeliverTask(conversionId, jobId, made + 1, false)));
  }
}
