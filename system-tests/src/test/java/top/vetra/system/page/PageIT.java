package top.vetra.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static top.vetra.xsimulator.fault.Fault.on;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import top.vetra.system.audio.Ffmpeg;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;

/** The page's main job, as people use it. */
@ExtendWith(Browsing.Resolver.class)
class PageIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"PHONE", "DESKTOP"})
  void aPasteIsEnoughAndTheFileIsTheRecording(Screen screen, Browsing browsing) throws Exception {
    SpaceScenario space = add(browsing, "paste-" + screen.fileName(), 90, "<i>Hi</i> & bye");
    try (Visitor visitor = new Visitor(browsing, screen)) {
      visitor.open("/").copy(space.link() + "?s=20");
      if (screen == Screen.PHONE) {
        visitor.button("Paste").click();
      } else {
        visitor.box().press("Control+v");
      }
      visitor.awaitReady();
      assertThat(visitor.page().locator("#job-title")).hasText("<i>Hi</i> & bye");
      assertThat(visitor.page().locator(".avatar img")).isVisible();
      assertThat(visitor.page().locator(".drawn canvas").first()).isVisible();
      visitor.page().screenshot(new Page.ScreenshotOptions().setPath(picture(screen)));

      byte[] saved = visitor.save(visitor.download(), folder, ".mp3");
      Path file = Files.write(folder.resolve("checked.mp3"), saved);
      assertThat(Ffmpeg.samples(file))
          .isEqualTo(1024 * browsing.product().simulator().expectedFrames(space.id()));
      JsonNode result = browsing.product().api().get(visitor.jobId()).body().path("result");
      Path direct = folder.resolve("direct.mp3");
      browsing.product().api().download(result.path("url").asString(""), direct);
      assertThat(saved).isEqualTo(Files.readAllBytes(direct));
    }
  }

  @Test
  void aReloadInTheMiddleGoesOnWhereItWas(Browsing browsing) {
    SpaceScenario space =
        browsing
            .product()
            .simulator()
            .add(
                SpaceScenario.named("page-slow")
                    .seconds(240)
                    .fault(on(Kind.SEGMENT).then(Changes.slow(Duration.ofMillis(800), 0)))
                    .build());
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      visitor.open("/").box().fill(space.link());
      visitor.box().press("Enter");
      Locator bar = visitor.page().getByRole(com.microsoft.playwright.options.AriaRole.PROGRESSBAR);
      assertThat(bar).hasAttribute("aria-valuenow", Pattern.compile("[3-9]|[1-9][0-9]"));
      int before = Integer.parseInt(bar.getAttribute("aria-valuenow"));
      String id = visitor.jobId();

      visitor.page().reload();
      assertThat(bar).hasAttribute("aria-valuenow", Pattern.compile("[3-9]|[1-9][0-9]"));
      assertThat(Integer.parseInt(bar.getAttribute("aria-valuenow")))
          .isGreaterThanOrEqualTo(before);
      assertThat(visitor.jobId()).isEqualTo(id);

      Page other = visitor.secondTab();
      other.navigate(browsing.base());
      other.locator("#past a").first().click();
      Visitor.awaitVisible(Visitor.downloadIn(other));
      visitor.awaitReady();
    }
  }

  @Test
  void whereTheHostStartsTheReplayAndThatXKeepsNoMoreIsSaid(Browsing browsing) {
    RunningSimulator simulator = browsing.product().simulator();
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      visitor.open("/?url=" + simulator.link("replay-starts-later")).awaitReady();
      assertThat(visitor.page().getByText("The host starts the replay at 0:35.")).isVisible();
      assertThat(visitor.page().getByText("Complete, to the second")).isVisible();

      visitor.open("/?url=" + simulator.link("never-closed")).awaitReady();
      assertThat(visitor.page().getByText("X keeps no more of this Space")).isVisible();
      assertThat(visitor.page().getByText("Complete, to the second")).not().isVisible();
    }
  }

  @Test
  void whereEventsDoNotGetThroughItAsks(Browsing browsing) {
    SpaceScenario space = add(browsing, "page-polled", 61, "Polled");
    try (Visitor visitor = new Visitor(browsing, Screen.DESKTOP)) {
      visitor.context().route("**/events", Route::abort);
      visitor.open("/?url=" + space.link()).awaitReady();
    }
  }

  @Test
  void whatIsSharedWithTheAppStartsByItself(Browsing browsing) {
    SpaceScenario space = add(browsing, "page-shared", 61, "Shared");
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      visitor
          .open("/?title=A+Space&text=Listen+to+this+" + space.link() + "+%F0%9F%8E%99")
          .awaitReady();
      assertThat(visitor.page().locator("#job-title")).hasText("Shared");
      visitor.page().goBack();
      assertThat(visitor.page().locator("#ask")).isVisible();
      assertThat(visitor.page()).hasURL(browsing.base() + "/");
    }
  }

  @Test
  void theKeyboardAloneDoesEverything(Browsing browsing) throws Exception {
    SpaceScenario space = add(browsing, "page-keys", 61, "Keys");
    try (Visitor visitor = new Visitor(browsing, Screen.DESKTOP)) {
      visitor.open("/");
      assertThat(visitor.box()).isFocused();
      visitor.page().keyboard().type(space.link());
      assertThat(visitor.page().locator("#hint")).hasText("That is a Space.");
      visitor.page().keyboard().press("Enter");
      visitor.awaitReady();
      assertThat(visitor.page().locator("#job-title")).isFocused();

      Locator slider = visitor.page().getByLabel("Position");
      assertThat(slider).isAttached();
      visitor.page().keyboard().press("Tab");
      assertThat(slider).isFocused();
      visitor.page().keyboard().press("ArrowRight");
      visitor.page().keyboard().press("ArrowRight");
      assertThat(slider).hasAttribute("aria-valuetext", Pattern.compile("^0:10 of 1:0"));
      Locator download = visitor.download();
      for (int i = 0;
          i < 6 && !(boolean) download.evaluate("it => it === document.activeElement");
          i++) {
        visitor.page().keyboard().press("Tab");
      }
      assertThat(download).isFocused();
      visitor.page().waitForDownload(() -> visitor.page().keyboard().press("Enter"));
    }
  }

  @Test
  void theLosslessCopyIsOneClickAway(Browsing browsing) throws Exception {
    SpaceScenario space = add(browsing, "page-lossless", 61, "Lossless");
    String id = browsing.product().api().submit(space.link());
    browsing.product().api().awaitCompleted(id, PATIENCE);
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      visitor.open("/jobs/" + id).button("Lossless M4A").click();
      Locator ready = visitor.page().locator("a.lossless");
      Visitor.awaitVisible(ready);
      byte[] saved = visitor.save(ready, folder, ".m4a");
      assertThat(new String(saved, 4, 4, java.nio.charset.StandardCharsets.US_ASCII))
          .isEqualTo("ftyp");
    }
  }

  @Test
  void aPlayerWhoseLinkHasDiedAsksForAnother(Browsing browsing) {
    SpaceScenario space = add(browsing, "page-renewed", 30, "Renewed");
    String id = browsing.product().api().submit(space.link());
    browsing.product().api().awaitCompleted(id, PATIENCE);
    AtomicInteger asked = new AtomicInteger();
    try (Visitor visitor = new Visitor(browsing, Screen.DESKTOP)) {
      visitor
          .context()
          .route(
              url -> url.contains("/results/"),
              route -> {
                if (asked.getAndIncrement() == 0) {
                  route.fulfill(new Route.FulfillOptions().setStatus(403));
                } else {
                  route.resume();
                }
              });
      visitor.open("/jobs/" + id).awaitReady();
      visitor.button("Play").click();
      assertThat(visitor.page().locator(".time").first()).hasText(Pattern.compile("0:0[1-9]"));
      assertThat(asked.get()).isGreaterThan(1);
    }
  }

  @Test
  void theReferenceOfTheApiIsShownUnderTheStrictPolicyAndFromHereAlone(Browsing browsing) {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = browsing.context(Screen.DESKTOP)) {
      Page page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      page.onRequest(
          request -> {
            if (!request.url().startsWith(browsing.base()) && !request.url().startsWith("data:")) {
              complaints.add(request.url());
            }
          });
      page.navigate(browsing.base() + "/reference");
      assertThat(page.getByText("Ask for a recording")).isVisible();
      page.getByText("Ask for a recording").click();
      assertThat(page.getByText("Idempotency-Key").first()).isVisible();
    }
    assertThat(complaints).isEmpty();
  }

  private static Path picture(Screen screen) {
    return Path.of("target", "screenshots", "real-job-" + screen.fileName() + ".png");
  }

  private static SpaceScenario add(Browsing browsing, String name, double seconds, String title) {
    return browsing
        .product()
        .simulator()
        .add(SpaceScenario.named(name).seconds(seconds).title(title).build());
  }
}
