package top.vetra.resolver.resolve;

import org.jspecify.annotations.Nullable;
import top.vetra.model.job.Space;

/**
 * A Space as X knows it.
 *
 * @param space what people may see of it
 * @param state where it stands
 * @param replay whether its host lets the recording be played
 * @param mediaKey names its stream; absent where X gives none
 */
public record FoundSpace(Space space, State state, boolean replay, @Nullable String mediaKey) {

  /** Where a Space stands, spelled by X as in {@link #of}. */
  public enum State {
    NOT_STARTED,
    RUNNING,
    CANCELED,
    OVER,
    UNKNOWN;

    /** Reads X's {@code metadata.state}; a Space that timed out is as over as one that ended. */
    public static State of(String name) {
      return switch (name) {
        case "NotStarted", "PrePublished" -> NOT_STARTED;
        case "Running" -> RUNNING;
        case "Canceled" -> CANCELED;
        case "Ended", "TimedOut" -> OVER;
        default -> UNKNOWN;
      };
    }
  }
}
