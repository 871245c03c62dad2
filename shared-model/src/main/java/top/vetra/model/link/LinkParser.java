package top.vetra.model.link;

import java.util.List;
import java.util.regex.Pattern;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/**
 * Reads what people paste: a link, alone or somewhere in a text, or the id of a Space. It works on
 * an allow-list and by the text alone: what is no known form on a known host is refused, and
 * nothing is ever requested to find out. The page reads texts alike; both are held to {@code
 * pasted-texts.json} by tests.
 */
public final class LinkParser {

  /** Far above any text with a link in it that somebody would share; in UTF-16 units. */
  private static final int LONGEST = 16 * 1024;

  private static final Pattern SPACE_ID = Pattern.compile("[0-9A-Za-z]{13}");

  /** What chats and mails leave around an id: blanks, invisible marks, quotes, full stops. */
  private static final Pattern BEFORE = Pattern.compile("^[\\s\\p{Z}\\p{Cf}<(\\[\"'“‘`*]+");

  private static final Pattern AFTER = Pattern.compile("[\\s\\p{Z}\\p{Cf}>)\\]\"'”’`*.,;:!…]+$");

  /** Something on another site, or for another program. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "[\\p{L}\\p{N}-]\\.\\p{L}{2}|[A-Za-z][A-Za-z0-9+.-]*://[\\[\\p{L}\\p{N}]|^\\s*[a-z][a-z0-9+-]*:[^/\\s]",
          Pattern.CASE_INSENSITIVE);

  private LinkParser() {}

  /**
   * What the text points at; see {@link #read}.
   *
   * @throws ProblemException as there
   */
  public static SpaceLink parse(String text) {
    return read(text).link();
  }

  /**
   * The first link in the text that can be converted.
   *
   * @param text as pasted, up to 16,384 UTF-16 units
   * @throws ProblemException {@code invalid-link} if there is none or it is damaged, {@code
   *     unsupported-link} if all that is there leads to something else
   */
  public static PastedLink read(String text) {
    if (text.length() > LONGEST) {
      throw new ProblemException(ProblemCode.INVALID_LINK);
    }
    List<Reading> found = LinkScanner.scan(text);
    return found.stream()
        .filter(Reading.Usable.class::isInstance)
        .map(reading -> ((Reading.Usable) reading).link())
        .findFirst()
        .orElseGet(() -> withoutLink(text, found));
  }

  private static PastedLink withoutLink(String text, List<Reading> found) {
    String bare = AFTER.matcher(BEFORE.matcher(text).replaceFirst("")).replaceFirst("");
    if (SPACE_ID.matcher(bare).matches()) {
      return new PastedLink(new SpaceLink.Space(bare), null, null);
    }
    if (!found.isEmpty() && found.get(0) instanceof Reading.Refused refused) {
      throw new ProblemException(refused.code(), refused.detail());
    }
    throw new ProblemException(
        ELSEWHERE.matcher(text).find() ? ProblemCode.UNSUPPORTED_LINK : ProblemCode.INVALID_LINK);
  }
}
