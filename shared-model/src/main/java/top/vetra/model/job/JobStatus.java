package top.vetra.model.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a job stands. The order is the order of its life; the last three are final. */
public enum JobStatus {
  @JsonProperty("queued")
  QUEUED,
  @JsonProperty("resolving")
  RESOLVING,
  @JsonProperty("waiting")
  WAITING,
  @JsonProperty("fetching")
  FETCHING,
  @JsonProperty("transcoding")
  TRANSCODING,
  @JsonProperty("completed")
  COMPLETED,
  @JsonProperty("failed")
  FAILED,
  @JsonProperty("canceled")
  CANCELED;

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return this == COMPLETED || this == FAILED || this == CANCELED;
  }
}
