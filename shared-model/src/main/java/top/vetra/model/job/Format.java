package top.vetra.model.job;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of file is wanted. */
public enum Format {
  /** Plays everywhere; a second lossy encoding, as any MP3 of a Space is. */
  @JsonProperty("mp3")
  MP3("mp3", "audio/mpeg"),
  /** The source's AAC, frame for frame, in an MP4 container. */
  @JsonProperty("m4a")
  M4A("m4a", "audio/mp4");

  private final String extension;
  private final String contentType;

  Format(String extension, String contentType) {
    this.extension = extension;
    this.contentType = contentType;
  }

  /** The file name's ending, without the dot. */
  public String extension() {
    return extension;
  }

  /** The media type to serve it as. */
  public String contentType() {
    return contentType;
  }
}
