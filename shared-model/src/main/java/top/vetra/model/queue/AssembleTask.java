package top.vetra.model.queue;

import top.vetra.model.job.Preset;

/**
 * Make the file from its parts, all of which are stored.
 *
 * @param conversionId the conversion
 * @param preset how it was converted
 * @param chunksTotal chunks in all
 */
public record AssembleTask(String conversionId, Preset preset, int chunksTotal) implements Task {}
