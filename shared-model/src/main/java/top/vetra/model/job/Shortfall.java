package top.vetra.model.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why there may be less of a recording than of its Space, although all that X has of it was taken.
 *
 * @param kind what was the case when its playlist was read
 * @param checkAfter from when on whoever asks for the recording has X asked anew; absent if nothing
 *     more is to be expected
 */
public record Shortfall(Kind kind, @Nullable Instant checkAfter) {

  /** What was the case. */
  public enum Kind {
    /** Its Space had just ended and was longer by the clock: X may add to the recording. */
    @JsonProperty("provisional")
    PROVISIONAL,
    /** X never closed the playlist of a Space that is long over: it keeps no more of it. */
    @JsonProperty("unclosed")
    UNCLOSED
  }
}
