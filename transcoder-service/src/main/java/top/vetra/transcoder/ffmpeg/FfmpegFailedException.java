package top.vetra.transcoder.ffmpeg;

import org.jspecify.annotations.Nullable;

/** A run of ffmpeg that gave no usable result. What ffmpeg itself said is in the log, not here. */
public final class FfmpegFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean ownVerdict;

  FfmpegFailedException(String message, boolean ownVerdict, @Nullable Throwable cause) {
    super(message, cause);
    this.ownVerdict = ownVerdict;
  }

  /** Whether ffmpeg itself gave up, perhaps for what it read, rather than being stopped. */
  public boolean isOwnVerdict() {
    return ownVerdict;
  }
}
