package top.vetra.transcoder.ffmpeg;

import org.jspecify.annotations.Nullable;

/** A run of ffmpeg that gave no usable result. What ffmpeg itself said is in the log, not here. */
public final class FfmpegFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FfmpegFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
