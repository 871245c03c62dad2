package top.vetra.model.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How close to the source the MP3 is. It has no effect on {@link Format#M4A}. */
public enum Quality {
  /** The default: not to be told from the source. */
  @JsonProperty("high")
  HIGH,
  /** The highest LAME has. */
  @JsonProperty("best")
  BEST,
  /** Small files for speech. */
  @JsonProperty("compact")
  COMPACT
}
