package top.vetra.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.system.audio.Ffmpeg;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.space.SpaceScenario;

/** The page, as people use it. */
class PageIT {

  private static final IsVisibleOptions PATIENTLY = new IsVisibleOptions().setTimeout(90_000);

  private static Chromium chromium;
  private static Product product;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
    product = Product.start();
  }

  @AfterAll
  static void stop() {
    if (product != null) {
      product.close();
      chromium.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {390, 1280})
  void pasteOneClickAndTheFileIsThere(int width) throws Exception {
    SpaceScenario space =
        product
            .simulator()
            .add(SpaceScenario.named("page-" + width).seconds(90).title("<i>Hi</i> & bye").build());
    try (BrowserContext context = context(width)) {
      Page page = context.newPage();
      page.navigate(product.api().base());
      page.getByRole(AriaRole.TEXTBOX).fill(space.link() + "?s=20");
      page.getByRole(AriaRole.BUTTON, named("Get the MP3")).click();

      var link =
          page.getByRole(
              AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^Download")));
      assertThat(link).isVisible(PATIENTLY);
      assertThat(page.getByText("<i>Hi</i> & bye")).isVisible();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of("target", "page-" + width + ".png"))
              .setFullPage(true));
      assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .isEqualTo(true);

      Download download = page.waitForDownload(link::click);
      assertThat(download.suggestedFilename()).endsWith(".mp3");
      Path file = folder.resolve("saved.mp3");
      download.saveAs(file);
      assertThat(Ffmpeg.samples(file))
          .isEqualTo(1024 * product.simulator().expectedFrames(space.id()));
    }
  }

  @Test
  void theBrowserPlaysTheFileAndKnowsItsLength() throws Exception {
    SpaceScenario space =
        product.simulator().add(SpaceScenario.named("played").seconds(61).build());
    String id = product.api().submit(space.link());
    var job = product.api().awaitCompleted(id, Duration.ofSeconds(90));
    product
        .api()
        .download(job.path("result").path("url").asString(""), folder.resolve("played.mp3"));
    Path player = folder.resolve("player.html");
    Files.writeString(player, "<!doctype html><audio src=played.mp3 preload=auto></audio>");
    double seconds = product.simulator().expectedFrames(space.id()) * 1024 / 48_000.0;
    try (BrowserContext context = context(1280)) {
      Page page = context.newPage();
      page.navigate(player.toUri().toString());
      Object duration =
          page.evaluate(
              """
              new Promise((resolve, reject) => {
                const audio = document.querySelector('audio');
                audio.onerror = () => reject(new Error(audio.error.message));
                audio.ondurationchange = () => resolve(audio.duration);
                if (audio.duration) resolve(audio.duration);
                if (audio.error) audio.onerror();
              })""");
      assertThat(((Number) duration).doubleValue()).isCloseTo(seconds, within(0.001));
    }
  }

  @Test
  void aLinkThatLeadsNowhereIsExplainedOnThePage() {
    try (BrowserContext context = context(390)) {
      Page page = context.newPage();
      page.navigate(product.api().base());
      page.getByRole(AriaRole.TEXTBOX).fill("https://x.com/i/broadcasts/1OwxWYzDXjWGQ");
      page.getByRole(AriaRole.BUTTON, named("Get the MP3")).click();
      assertThat(page.getByText("Only links to X Spaces")).isVisible();

      page.getByRole(AriaRole.TEXTBOX).fill(product.simulator().link("live"));
      page.getByRole(AriaRole.BUTTON, named("Get the MP3")).click();
      assertThat(page.getByText("still live")).isVisible(PATIENTLY);
    }
  }

  @Test
  void theReferenceOfTheApiIsShownUnderTheStrictPolicyAndFromHereAlone() {
    List<String> complaints = new ArrayList<>();
    try (BrowserContext context = context(1280)) {
      Page page = context.newPage();
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              complaints.add(message.text());
            }
          });
      page.onRequest(
          request -> {
            if (!request.url().startsWith(product.api().base())
                && !request.url().startsWith("data:")) {
              complaints.add(request.url());
            }
          });
      page.navigate(product.api().base() + "/reference");
      assertThat(page.getByText("Ask for a recording")).isVisible();
      page.getByText("Ask for a recording").click();
      assertThat(page.getByText("Idempotency-Key").first()).isVisible();
    }
    assertThat(complaints).isEmpty();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static BrowserContext context(int width) {
    return chromium
        .browser()
        .newContext(new Browser.NewContextOptions().setViewportSize(width, 800));
  }
}
