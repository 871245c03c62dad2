package top.vetra.model.link;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands behind X's host. Slashes may be doubled; more may follow a whole id. */
final class XPath {

  /** Old links have their path in a fragment: {@code /#!/radia/status/20}. */
  private static final String START = "/+(?:#!/+)?";

  private static final Pattern SPACE = pattern("i/+spaces/+([0-9A-Za-z]{13})");
  private static final Pattern BROADCAST = pattern("i/+broadcasts/+([0-9A-Za-z]{13})");
  private static final Pattern POST =
      pattern("(?:[A-Za-z0-9_]{1,20}/+|i/+web/+)?(?:status|statuses)/+([0-9]{1,19})(?![0-9])");
  private static final Pattern SHORT =
      Pattern.compile("/+([0-9A-Za-z]{1,32})(?![0-9A-Za-z_-]|/+[0-9A-Za-z])");

  /** What else there is on X; the first that fits. */
  private static final List<Other> OTHERS =
      List.of(
          new Other("i/+spaces(?:[?#\\s]|$)", Reading.Refused.NO_ID),
          new Other("i/+(?:spaces|broadcasts)/", Reading.Refused.BROKEN_SPACE),
          new Other(
              "(?:[A-Za-z0-9_]{1,20}/+|i/+web/+)?(?:status|statuses)(?:/|$)",
              Reading.Refused.BROKEN_POST),
          new Other("i/+events?\\b", Reading.Refused.EVENT),
          new Other("(?:i/+|[A-Za-z0-9_]{1,20}/+)lists?\\b", Reading.Refused.LIST),
          new Other("(?:i/+|[A-Za-z0-9_]{1,20}/+)articles?\\b", Reading.Refused.ARTICLE),
          new Other("(?:i/+|[A-Za-z0-9_]{1,20}/+)communities\\b", Reading.Refused.COMMUNITY),
          new Other("(?:search|explore|hashtag)\\b", Reading.Refused.SEARCH),
          new Other(
              "(?:i|home|intent|share|login|settings|messages|notifications|compose|safety"
                  + "|about|tos|privacy|download|jobs)(?![A-Za-z0-9_])",
              Reading.Refused.OTHER_PAGE),
          new Other(
              "[A-Za-z0-9_]{1,20}(?:/+(?:with_replies|media|likes|highlights|followers|following"
                  + "|verified_followers|superfollows))?/*(?![^?#\\s])",
              Reading.Refused.PROFILE),
          new Other("[^?#\\s]", Reading.Refused.OTHER_PAGE));

  private XPath() {}

  /**
   * Reads a link of X or a mirror.
   *
   * @param rest what follows its host and port, to the end of the text
   */
  static Reading read(String rest) {
    Matcher space = SPACE.matcher(rest);
    if (space.lookingAt()) {
      return usable(new SpaceLink.Space(space.group(1)), rest, space);
    }
    Matcher broadcast = BROADCAST.matcher(rest);
    if (broadcast.lookingAt()) {
      return usable(new SpaceLink.Broadcast(broadcast.group(1)), rest, broadcast);
    }
    Matcher post = POST.matcher(rest);
    if (post.lookingAt()) {
      return usable(new SpaceLink.Post(post.group(1)), rest, post);
    }
    return OTHERS.stream()
        .filter(other -> other.path().matcher(rest).lookingAt())
        .map(other -> (Reading) other.refusal())
        .findFirst()
        .orElse(Reading.Refused.FRONT_PAGE);
  }

  /** Reads a short link, which has to be followed to know more. */
  static Reading readShort(String rest) {
    Matcher code = SHORT.matcher(rest);
    if (code.lookingAt()) {
      return new Reading.Usable(new PastedLink(new SpaceLink.Shortened(code.group(1)), null, null));
    }
    return rest.matches("/+[0-9A-Za-z]{1,32}/+[0-9A-Za-z].*")
        ? Reading.Refused.SHORT
        : Reading.Refused.BROKEN_SHORT;
  }

  private static Reading usable(SpaceLink link, String rest, Matcher matched) {
    return new Reading.Usable(Place.read(rest.substring(matched.end())).of(link));
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(START + path, Pattern.CASE_INSENSITIVE);
  }

  private record Other(Pattern path, Reading.Refused refusal) {
    Other(String path, Reading.Refused refusal) {
      this(pattern(path), refusal);
    }
  }
}
