package top.vetra.ffmpeg;

import org.jspecify.annotations.Nullable;

/** No ffmpeg can be run here; the message says which place was looked at and what was expected. */
public final class FfmpegNotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says why.
   *
   * @param message the place that was looked at and what was expected there
   */
  public FfmpegNotFoundException(String message) {
    super(message);
  }

  FfmpegNotFoundException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
