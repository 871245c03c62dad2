package top.vetra.fetcher.plan;

import org.jspecify.annotations.Nullable;
import top.vetra.fetcher.playlist.Recording;
import top.vetra.model.job.Shortfall;

/**
 * A recording that is taken as it is.
 *
 * @param shortfall why there may be less of it than of its Space; null for a whole one
 */
record Judgement(Recording recording, @Nullable Shortfall shortfall) {}
