package top.vetra.model.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

class LinkParserPropertiesTest {

  private static final Set<ProblemCode> REFUSALS =
      Set.of(ProblemCode.INVALID_LINK, ProblemCode.UNSUPPORTED_LINK);

  private static final Set<String> HOSTS =
      Set.of(
          "x.com",
          "www.x.com",
          "m.x.com",
          "mobile.x.com",
          "twitter.com",
          "www.twitter.com",
          "m.twitter.com",
          "mobile.twitter.com",
          "t.co");

  @Property
  void any_text_is_read_or_refused_by_name(@ForAll String text) {
    assertReadOrRefused(text);
  }

  @Property
  void what_looks_like_a_link_is_read_or_refused_by_name(@ForAll("linkLike") String text) {
    assertReadOrRefused(text);
  }

  /** However it is put together, what is read names nothing but a Space, a post or a short link. */
  @Property
  void what_is_read_is_an_id_and_no_more(@ForAll("linkLike") String text) {
    try {
      assertThat(LinkParser.parse(text).key())
          .matches("(space:\\w{13}|broadcast:\\w{13}|post:\\d{1,19}|t\\.co:\\w{1,32})");
    } catch (ProblemException refused) {
      assertThat(refused.problem().detail()).isNotBlank();
    }
  }

  @Property(tries = 3000)
  void no_text_around_a_link_hides_or_changes_it(
      @ForAll("surroundings") String before,
      @ForAll("validLinks") String link,
      @ForAll("surroundings") String after) {
    Assume.that(endsOutsideOfAName(before) && !namesX(before));
    Assume.that(!link.contains("status") || !startsWithDigit(after));
    assertThat(LinkParser.parse(before + link + after)).isEqualTo(LinkParser.parse(link));
  }

  private static boolean endsOutsideOfAName(String before) {
    if (before.isEmpty()) {
      return true;
    }
    int last = before.codePointBefore(before.length());
    return !Character.isLetterOrDigit(last) && ".-@/".indexOf(last) < 0;
  }

  private static boolean namesX(String before) {
    String lower = before.toLowerCase(Locale.ROOT);
    return lower.contains("x.com") || lower.contains("twitter") || lower.contains("t.co");
  }

  private static boolean startsWithDigit(String after) {
    return !after.isEmpty() && after.charAt(0) >= '0' && after.charAt(0) <= '9';
  }

  @Property
  void a_space_is_found_in_every_form_of_its_link(
      @ForAll("spaceIds") String id,
      @ForAll("xHosts") String host,
      @ForAll("schemes") String scheme,
      @ForAll("endings") String ending) {
    assertThat(LinkParser.parse(scheme + host + "/i/spaces/" + id + ending))
        .isEqualTo(new SpaceLink.Space(id));
  }

  @Property
  void a_post_is_found_in_every_form_of_its_link(
      @ForAll("postIds") String id, @ForAll("xHosts") String host, @ForAll("users") String user) {
    assertThat(LinkParser.parse("https://" + host + "/" + user + "/status/" + id))
        .isEqualTo(new SpaceLink.Post(id));
  }

  @Property
  void no_other_host_is_let_in(@ForAll("otherHosts") String host, @ForAll("spaceIds") String id) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> LinkParser.parse("https://" + host + "/i/spaces/" + id))
        .satisfies(refused -> assertThat(refused.problem().code()).isIn(REFUSALS));
  }

  private static void assertReadOrRefused(String text) {
    assertThatCode(
            () -> {
              try {
                LinkParser.parse(text);
              } catch (ProblemException refused) {
                assertThat(refused.problem().code()).isIn(REFUSALS);
              }
            })
        .doesNotThrowAnyException();
  }

  private static final List<String> PIECES =
      List.of(
          "https://",
          "http://",
          "ftp://",
          "//",
          "/",
          "\\",
          "@",
          ":",
          "?",
          "#",
          "&",
          "%",
          "%2F",
          "%00",
          ".",
          "..",
          " ",
          "\t",
          "\n",
          "\u0000",
          "\u200B",
          "[",
          "]",
          "x.com",
          "X.COM",
          "twitter.com",
          "www.",
          "m.",
          "t.co",
          "evil.example",
          "х.com",
          "xn--",
          ":443",
          ":80",
          "/i/spaces/",
          "/peek",
          "/jack/status/",
          "/i/web/status/",
          "20",
          "1yNGaYRQEpeGj",
          "٢",
          "/safety/unsafe_link_warning",
          "?unsafe_link=",
          "https%3A%2F%2F",
          "\ud800",
          "é");

  /** Pieces of links in any order, with all that is known to confuse readers of links. */
  private static Arbitrary<String> pieces(int most) {
    return Arbitraries.of(PIECES).list().ofMaxSize(most).map(parts -> String.join("", parts));
  }

  /** Anything, and good links with something put into them. */
  @Provide
  Arbitrary<String> linkLike() {
    Arbitrary<String> links =
        Arbitraries.of(
            "https://x.com/i/spaces/1yNGaYRQEpeGj",
            "https://twitter.com/jack/status/20",
            "https://t.co/AbC123xyz0",
            "x.com/i/spaces/1yNGaYRQEpeGj");
    Arbitrary<String> damaged =
        Combinators.combine(links, pieces(2), Arbitraries.doubles().between(0, 1))
            .as(
                (link, piece, place) ->
                    new StringBuilder(link)
                        .insert((int) (place * link.length()), piece)
                        .toString());
    return Arbitraries.oneOf(pieces(10), damaged);
  }

  @Provide
  Arbitrary<String> spaceIds() {
    return Arbitraries.strings().withCharRange('0', '9').alpha().ofLength(13);
  }

  @Provide
  Arbitrary<String> postIds() {
    return Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(19);
  }

  @Provide
  Arbitrary<String> users() {
    return Arbitraries.strings().alpha().numeric().withChars('_').ofMinLength(1).ofMaxLength(15);
  }

  @Provide
  Arbitrary<String> xHosts() {
    return Arbitraries.of(HOSTS).filter(host -> !host.equals("t.co"));
  }

  @Provide
  Arbitrary<String> schemes() {
    return Arbitraries.of("", "https://", "http://", "HTTPS://");
  }

  @Provide
  Arbitrary<String> endings() {
    Arbitrary<String> noise =
        Combinators.combine(Arbitraries.of("?", "#"), Arbitraries.strings().ascii().ofMaxLength(40))
            .as((mark, text) -> mark + text.replaceAll("\\p{Cntrl}", ""));
    return Combinators.combine(Arbitraries.of("", "/", "/peek", "/peek/"), noise)
        .as((path, rest) -> path + rest);
  }

  @Provide
  Arbitrary<String> validLinks() {
    return Combinators.combine(
            schemes(),
            xHosts(),
            Arbitraries.oneOf(
                spaceIds().map("/i/spaces/"::concat),
                Combinators.combine(users(), postIds())
                    .as((user, id) -> "/" + user + "/status/" + id)))
        .as((scheme, host, path) -> scheme + host + path);
  }

  /** What may stand around a link: words, marks, other links, encodings, all of Unicode. */
  @Provide
  Arbitrary<String> surroundings() {
    Arbitrary<String> words =
        Arbitraries.of(
            "gm ",
            "https://example.com/news ",
            "https%3A%2F%2F",
            "「",
            "」",
            "**",
            "[title](",
            ")",
            "%20",
            "%2F?",
            "me@example.com ",
            "\n",
            "\u0000",
            "です",
            "?",
            "#",
            "&url=",
            "<",
            "|",
            ":",
            "1yNGaYRQEpeGj ",
            "a.b ",
            "\ud83c\udf99",
            "https://");
    return Arbitraries.oneOf(
        words.list().ofMaxSize(5).map(parts -> String.join("", parts)),
        Arbitraries.strings().ofMaxLength(30),
        Arbitraries.strings().ascii().ofMaxLength(30));
  }

  /** Names that X's are a part of: with more before that belongs to it, or more behind. */
  @Provide
  Arbitrary<String> otherHosts() {
    StringArbitrary around = Arbitraries.strings().alpha().numeric().withChars("-.@_");
    Arbitrary<String> glue = Arbitraries.of("a", "7", "-", ".", "@");
    Arbitrary<String> longerBefore =
        Combinators.combine(around.ofMaxLength(8), glue, Arbitraries.of(HOSTS))
            .as((before, mark, host) -> before + mark + host);
    Arbitrary<String> longerBehind =
        Combinators.combine(Arbitraries.of(HOSTS), glue, around.ofMinLength(1).ofMaxLength(8))
            .as((host, mark, after) -> host + mark + after);
    return Arbitraries.oneOf(longerBefore, longerBehind)
        .filter(host -> !HOSTS.contains(host.toLowerCase(Locale.ROOT).replaceFirst("[.]$", "")))
        .filter(host -> !host.matches("(?i)(pro|tweetdeck)[.](x|twitter)[.]com[.]?"));
  }
}
