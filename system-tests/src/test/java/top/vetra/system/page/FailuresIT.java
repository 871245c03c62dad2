package top.vetra.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static top.vetra.xsimulator.fault.Fault.on;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import top.vetra.model.problem.ProblemCode;
import top.vetra.system.job.Api;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;

/** What the page says when something cannot be had, and the way on from there. */
@ExtendWith(Browsing.Resolver.class)
class FailuresIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What only programs can bring about: the page makes no such requests. */
  private static final Set<ProblemCode> ONLY_PROGRAMS =
      EnumSet.of(
          ProblemCode.NOT_FOUND,
          ProblemCode.METHOD_NOT_ALLOWED,
          ProblemCode.NOT_ACCEPTABLE,
          ProblemCode.NO_RESULT,
          ProblemCode.CONTENT_TOO_LARGE,
          ProblemCode.REQUEST_TIMEOUT,
          ProblemCode.MISDIRECTED_REQUEST,
          ProblemCode.UNSUPPORTED_MEDIA_TYPE);

  private static final String TEXTS =
      """
      async (language) => {
        const assets = document.querySelector('script[type=module]').src.replace(/app\\.js$/, '');
        return (await import(`${assets}texts/${language}.js`)).default.problems;
      }\
      """;

  private static final String KEYS =
      """
      async (language) => {
        const assets = document.querySelector('script[type=module]').src.replace(/app\\.js$/, '');
        const words = (await import(`${assets}texts/${language}.js`)).default;
        return [...Object.keys(words), ...Object.keys(words.status), ...Object.keys(words.phase), ...Object.keys(words.kinds)];
      }\
      """;

  @Test
  void everyProblemHasItsWordsInEveryLanguage(Browsing browsing) {
    List<String> codes =
        Arrays.stream(ProblemCode.values())
            .filter(code -> !ONLY_PROGRAMS.contains(code))
            .map(ProblemCode::code)
            .toList();
    try (Visitor visitor = new Visitor(browsing, Screen.DESKTOP)) {
      visitor.open("/");
      for (String language : List.of("en", "de")) {
        assertThat(texts(visitor, language)).containsOnlyKeys(codes);
      }
      assertThat((List<?>) visitor.page().evaluate(KEYS, "de"))
          .isEqualTo(visitor.page().evaluate(KEYS, "en"));
    }
  }

  @Test
  void eachFailureIsNamedWithWhatToDoNext(Browsing browsing) {
    Api api = browsing.product().api();
    Map<String, SpaceScenario> jobs = browsing.failing();
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      Map<String, List<String>> texts = texts(visitor.open("/"), "en");
      List<String> seen = new ArrayList<>();
      jobs.forEach(
          (id, space) -> {
            String code = api.awaitEnd(id, PATIENCE).path("error").path("code").asString("");
            seen.add(code);
            visitor.open("/jobs/" + id);
            Locator notice = visitor.page().locator(".notice");
            List<String> words = Objects.requireNonNull(texts.get(code), code);
            assertThat(notice.locator("h2")).hasText(words.get(0));
            assertThat(notice.locator("p")).hasText(words.get(1));
            assertThat(visitor.button("Save another Space")).isVisible();
          });
      assertThat(seen).hasSizeGreaterThan(14).doesNotContain("");
    }
  }

  @Test
  void whatIsMissingCanBeHadAsSilence(Browsing browsing) {
    SpaceScenario space = browsing.product().simulator().scenario("segments-missing");
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      visitor.open("/?url=" + space.link());
      Visitor.awaitVisible(visitor.button("Make it with silence there"));
      visitor.button("Make it with silence there").click();
      visitor.awaitReady();
      assertThat(visitor.page().locator(".gap").first()).isAttached();
      assertThat(visitor.page().getByText("X did not deliver")).isVisible();
    }
  }

  @Test
  void aFailureThatPassesCanBeTriedAgain(Browsing browsing) {
    SpaceScenario space =
        browsing
            .product()
            .simulator()
            .add(
                SpaceScenario.named("page-again")
                    .seconds(30)
                    .fault(on(Kind.SPACE).first(3).then(Changes.error(500, 131, "Internal error")))
                    .build());
    try (Visitor visitor = new Visitor(browsing, Screen.DESKTOP)) {
      visitor.open("/?url=" + space.link());
      Visitor.awaitVisible(visitor.page().getByText("X does not answer"));
      visitor.button("Try again").click();
      visitor.awaitReady();
    }
  }

  @Test
  void aLinkThatIsNoSpaceIsExplainedWhileItIsTypedAndWhenItIsSent(Browsing browsing) {
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      visitor.open("/");
      Locator hint = visitor.page().locator("#hint");
      visitor.box().fill("https://x.com/zoe/status/1234567890123");
      assertThat(hint).containsText("That is a post");
      visitor.box().fill("https://youtu.be/dQw4w9WgXcQ");
      assertThat(hint).containsText("not on X");
      visitor.box().fill("https://x.com/i/lists/1234567890");
      assertThat(hint).containsText("not a Space");
      visitor.box().press("Enter");
      assertThat(hint).containsText("This link does not lead to a Space");
      assertThat(visitor.box()).isFocused();
    }
  }

  @Test
  void aSpaceThatHasJustEndedIsWaitedForInSight(Browsing browsing) {
    SpaceScenario space =
        browsing
            .product()
            .simulator()
            .add(
                SpaceScenario.named("page-just-ended")
                    .seconds(30)
                    .endedAgo(Duration.ofSeconds(2))
                    .fault(
                        on(Kind.PLAYLIST).during(Duration.ofSeconds(3)).then(Changes.status(404)))
                    .build());
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      visitor.open("/?url=" + space.link());
      Visitor.awaitVisible(
          visitor.page().locator(".phase").getByText("still preparing the recording"));
      assertThat(visitor.page().locator(".detail"))
          .hasText(Pattern.compile("next at \\d\\d:\\d\\d, and give up at \\d\\d:\\d\\d if"));
      visitor.awaitReady();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, List<String>> texts(Visitor visitor, String language) {
    return (Map<String, List<String>>) visitor.page().evaluate(TEXTS, language);
  }
}
