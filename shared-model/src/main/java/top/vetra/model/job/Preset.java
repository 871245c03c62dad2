package top.vetra.model.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;

/**
 * How a recording is to be converted. Two requests for one Space with equal presets share their
 * work and their result.
 *
 * @param format the kind of file
 * @param quality how close to the source; {@link Quality#HIGH} for {@link Format#M4A}, where it
 *     makes no difference
 * @param allowGaps whether missing segments become silence instead of a failure
 */
public record Preset(Format format, Quality quality, boolean allowGaps) {

  public Preset {
    if (format == Format.M4A) {
      quality = Quality.HIGH;
    }
  }

  /** A short name, fit for keys: {@code mp3-high}, {@code m4a}, {@code mp3-best-gaps}. */
  @JsonIgnore
  public String slug() {
    String name =
        format == Format.M4A
            ? "m4a"
            : format.extension() + "-" + quality.name().toLowerCase(Locale.ROOT);
    return allowGaps ? name + "-gaps" : name;
  }
}
