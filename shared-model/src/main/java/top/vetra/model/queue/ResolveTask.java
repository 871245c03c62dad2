package top.vetra.model.queue;

import top.vetra.model.job.Preset;
import top.vetra.model.link.SpaceLink;

/**
 * Find out what the link is, and where its playlist lies.
 *
 * @param conversionId the conversion
 * @param link what was pasted
 * @param preset how to convert it
 */
public record ResolveTask(String conversionId, SpaceLink link, Preset preset) implements Task {}
