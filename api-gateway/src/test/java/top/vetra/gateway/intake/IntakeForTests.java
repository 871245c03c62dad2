package top.vetra.gateway.intake;

import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;
import top.vetra.gateway.SettingsForTests;
import top.vetra.gateway.instance.InstanceKeyForTests;
import top.vetra.gateway.job.ConversionStore;
import top.vetra.gateway.job.JobStore;
import top.vetra.gateway.job.JobView;
import top.vetra.gateway.job.WorkIndex;
import top.vetra.gateway.placement.Placements;
import top.vetra.gateway.queue.Dispatcher;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.Preset;
import top.vetra.model.link.PastedLink;
import top.vetra.model.link.SpaceLink;

/** The intake for tests of other packages. */
public final class IntakeForTests {

  private final Intake intake;

  /** One that keeps its records here. */
  public IntakeForTests(
      Placements placements,
      JobStore jobs,
      ConversionStore conversions,
      WorkIndex index,
      Dispatcher dispatcher,
      Clock clock) {
    this.intake =
        new Intake(
            List.of(),
            placements,
            jobs,
            conversions,
            index,
            InstanceKeyForTests.secrets(),
            dispatcher,
            clock,
            SettingsForTests.defaults());
  }

  /** Accepts a job. */
  public Mono<JobView> accept(
      String jobId, SpaceLink link, Preset preset, JobOrder.Webhook webhook, String client) {
    return intake.accept(
        jobId, new JobRequest(new PastedLink(link, null, null), preset, webhook, client));
  }
}
