package top.vetra.model.link;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the end of a link says of a place in the recording. A time is read behind {@code #} alone:
 * X's own {@code ?t=} is a token of whoever shared the link.
 */
record Place(@Nullable String clipId, @Nullable Integer startSeconds) {

  private static final String WITHIN_LINK = "^[^\\s\"'<>]{0,512}?";

  private static final Pattern CLIP =
      Pattern.compile(WITHIN_LINK + "[?&]clipID=([0-9A-Za-z_-]{1,64})", Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME = Pattern.compile(WITHIN_LINK + "[#&]t=([0-9hms:]{1,12})");

  private static final Pattern UNITS =
      Pattern.compile("(?:([0-9]{1,2})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,5})s?)?");
  private static final Pattern COLONS =
      Pattern.compile("(?:([0-9]{1,2}):(?=[0-9]+:))?([0-9]{1,4}):([0-9]{1,2})");

  private static final int DAY = 24 * 60 * 60;

  /** Reads what follows the id of a link, to the end of the text. */
  static Place read(String rest) {
    Matcher clip = CLIP.matcher(rest);
    int fragment = rest.indexOf('#');
    Matcher time = TIME.matcher(fragment < 0 ? "" : rest);
    return new Place(
        clip.find() ? clip.group(1) : null,
        time.find() && time.start(1) > fragment ? seconds(time.group(1)) : null);
  }

  PastedLink of(SpaceLink link) {
    return new PastedLink(link, clipId, startSeconds);
  }

  private static @Nullable Integer seconds(String time) {
    Matcher parts = UNITS.matcher(time);
    if (!parts.matches()) {
      parts = COLONS.matcher(time);
      if (!parts.matches()) {
        return null;
      }
    }
    int seconds = 3600 * number(parts, 1) + 60 * number(parts, 2) + number(parts, 3);
    return seconds <= DAY ? seconds : null;
  }

  private static int number(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
  }
}
