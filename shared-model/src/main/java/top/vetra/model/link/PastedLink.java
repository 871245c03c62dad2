package top.vetra.model.link;

import org.jspecify.annotations.Nullable;

/**
 * A link with what it says of a place in the recording.
 *
 * @param link what it points at
 * @param clipId the clip that was shared ({@code ?clipID=}), {@code [0-9A-Za-z_-]{1,64}}; null
 *     without one
 * @param startSeconds where to begin ({@code #t=} or {@code ?t=} with a time), 0 to a day; null if
 *     it does not say
 */
public record PastedLink(SpaceLink link, @Nullable String clipId, @Nullable Integer startSeconds) {}
