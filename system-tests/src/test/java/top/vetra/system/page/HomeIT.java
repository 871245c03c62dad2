package top.vetra.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import top.vetra.xsimulator.space.SpaceScenario;

/** What the page keeps: its list, its language, and itself. */
@ExtendWith(Browsing.Resolver.class)
class HomeIT {

  @Test
  void theListIsThisBrowsersAndCanBeCleared(Browsing browsing) {
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      visitor.open("/?url=" + browsing.product().simulator().link("not-recorded"));
      Visitor.awaitVisible(visitor.page().locator(".notice").getByText("was not recorded"));
      visitor.button("Save another Space").click();
      visitor.box().fill(browsing.product().simulator().link("live"));
      visitor.box().press("Enter");
      Visitor.awaitVisible(visitor.page().locator(".notice").getByText("still live"));
      Page other = visitor.secondTab();
      other.navigate(browsing.base());
      assertThat(other.locator("#past li")).hasCount(2);

      visitor.page().goBack();
      Locator rows = visitor.page().locator("#past li");
      assertThat(rows).hasCount(2);
      rows.first().getByRole(AriaRole.BUTTON).click();
      assertThat(rows).hasCount(1);
      assertThat(other.locator("#past li")).hasCount(1);
      visitor.button("Clear the list").click();
      visitor.button("Really clear it?").click();
      assertThat(visitor.page().locator("#past")).isHidden();
      assertThat(other.locator("#past")).isHidden();
    }
  }

  @Test
  void theBrowsersLanguageIsSpokenAndCanBeChanged(Browsing browsing) {
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE_DARK)) {
      visitor.open("/");
      assertThat(visitor.page().locator("h1").first()).hasText("Den ganzen Space behalten.");
      visitor.page().locator("#language").selectOption("en");
      assertThat(visitor.page().locator("h1").first()).hasText("Keep the whole Space.");
      visitor.page().reload();
      assertThat(visitor.page().locator("h1").first()).hasText("Keep the whole Space.");
      assertThat(visitor.page().locator("html")).hasAttribute("lang", "en");
    }
  }

  @Test
  void theKindOfFileIsChosenQuietlyAndRemembered(Browsing browsing) {
    String link = browsing.product().simulator().link("not-recorded");
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      Page page = visitor.open("/").page();
      assertThat(page.getByLabel("Best MP3")).isHidden();
      page.getByText("Saved as MP3, about 74 MB an hour").click();
      page.getByLabel("Best MP3").check();
      assertThat(page.getByText("Saved as Best MP3, about 112 MB an hour")).isVisible();
      page.reload();
      page.getByText("Saved as Best MP3").click();
      assertThat(page.getByLabel("Best MP3")).isChecked();
      visitor.box().fill(link);
      Request order = page.waitForRequest("**/api/v1/jobs", () -> visitor.box().press("Enter"));
      assertThat(order.postData()).contains("\"quality\":\"best\"");
    }
  }

  @Test
  void withoutANetworkThePageOpensAndShowsWhatWasSaved(Browsing browsing) {
    SpaceScenario space =
        browsing
            .product()
            .simulator()
            .add(SpaceScenario.named("page-offline").seconds(10).title("Kept").build());
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      visitor.open("/?url=" + space.link()).awaitReady();
      visitor.page().evaluate("navigator.serviceWorker.ready.then(() => true)");
      visitor.context().setOffline(true);
      visitor.open("/");
      assertThat(visitor.page().locator("#past").getByText("Kept")).isVisible();
      assertThat(visitor.page().getByText("You are offline")).isVisible();
      visitor.box().fill(space.link());
      visitor.box().press("Enter");
      assertThat(visitor.page().locator("#hint")).containsText("cannot be reached");
      visitor.context().setOffline(false);
    }
  }

  @Test
  void itCanBeInstalled(Browsing browsing) {
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      visitor.open("/");
      visitor.page().evaluate("navigator.serviceWorker.ready.then(() => true)");
      CDPSession tools = visitor.context().newCDPSession(visitor.page());
      JsonObject manifest = tools.send("Page.getAppManifest");
      assertThat(manifest.getAsJsonArray("errors")).isEmpty();
      assertThat(manifest.get("data").getAsString()).contains("share_target");
      assertThat(tools.send("Page.getInstallabilityErrors").getAsJsonArray("installabilityErrors"))
          .extracting(error -> error.getAsJsonObject().get("errorId").getAsString())
          // Every test's browser window is a private one.
          .isSubsetOf("in-incognito");
    }
  }

  @Test
  void aLongRecordingPlaysFromAnywhereWithinASecond(Browsing browsing) {
    String id = browsing.longRecording();
    browsing.product().api().awaitCompleted(id, Duration.ofSeconds(90));
    try (Visitor visitor = new Visitor(browsing, Screen.DESKTOP)) {
      visitor.open("/jobs/" + id).awaitReady();
      visitor.button("Play").click();
      assertThat(visitor.page().locator(".time").first()).hasText(Pattern.compile("0:0[1-9]"));
      Object millis =
          visitor
              .page()
              .evaluate(
                  """
                  async () => {
                    const player = document.querySelector('vetra-player');
                    const begun = performance.now();
                    player.seek(6543);
                    await new Promise((done) => {
                      const look = () => player.audio.currentTime > 6543.05 ? done() : setTimeout(look, 10);
                      look();
                    });
                    return performance.now() - begun;
                  }\
                  """);
      assertThat(((Number) millis).doubleValue()).isLessThan(1000);
    }
  }
}
