package top.vetra.model.store;

import top.vetra.model.job.Preset;
import top.vetra.model.job.Space;

/**
 * What is to be converted, as stored when the playlist has been read.
 *
 * @param space what X says of it, with the playlist's length
 * @param preset how to convert it
 * @param segmentsTotal segments in the playlist
 * @param chunksTotal chunks that they make
 */
public record Manifest(Space space, Preset preset, int segmentsTotal, int chunksTotal) {}
