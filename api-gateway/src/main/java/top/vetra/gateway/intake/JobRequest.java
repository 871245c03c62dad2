package top.vetra.gateway.intake;

import org.jspecify.annotations.Nullable;
import top.vetra.model.job.JobOrder;
import top.vetra.model.job.Preset;
import top.vetra.model.link.PastedLink;
import top.vetra.model.link.SpaceLink;

/**
 * A request for a job, found valid.
 *
 * @param pasted what was pasted: the link, and the place in the recording that it names
 * @param preset how to convert it
 * @param webhook whom to tell at the end
 * @param client who asks, by {@link Pseudonym}
 */
record JobRequest(
    PastedLink pasted, Preset preset, JobOrder.@Nullable Webhook webhook, String client) {

  SpaceLink link() {
    return pasted.link();
  }
}
