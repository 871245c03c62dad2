package top.vetra.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import top.vetra.xsimulator.RunningSimulator;

/** What is made of pasted texts. */
@ExtendWith(Browsing.Resolver.class)
class PastingIT {

  private static final Path TEXTS =
      Path.of("../shared-model/src/test/resources/top/vetra/model/link/pasted-texts.json");

  /** The keys of all texts that the script reads otherwise than the list says. */
  private static final String READ_ALL =
      """
      async (texts) => {
        const app = document.querySelector('script[type=module]').src;
        const { linksIn } = await import(app.replace('app.js', 'link.js'));
        return JSON.parse(texts)
          .filter(({ text, reads }) => linksIn(text)[0]?.key !== reads)
          .map(({ text }) => text);
      }""";

  @Test
  void thePageReadsTextsAsTheServerDoes(Browsing browsing) throws IOException {
    String texts = Files.readString(TEXTS);
    try (Visitor visitor = new Visitor(browsing, Screen.DESKTOP)) {
      Page page = visitor.open("/").page();
      assertThat((Iterable<?>) page.evaluate(READ_ALL, texts)).isEmpty();
    }
  }

  @Test
  void severalLinksInOnePasteAreAllStarted(Browsing browsing) {
    RunningSimulator simulator = browsing.product().simulator();
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      Page page = visitor.open("/").page();
      visitor.copy(
          "Both of these: 「%s」 and %s?s=20 (again: %s)"
              .formatted(
                  simulator.link("not-recorded"), simulator.link("live"), simulator.link("live")));
      visitor.button("Paste").click();
      Locator rows = page.locator("#past li");
      assertThat(rows).hasCount(2);
      assertThat(page.locator("#hint")).containsText("2 were started");
      Visitor.awaitVisible(rows.nth(1).getByText("Did not work"));
      Visitor.awaitVisible(rows.nth(0).getByText("Did not work"));
    }
  }

  @Test
  void theFirstSharedFieldWithALinkOfXsCounts(Browsing browsing) {
    String link = browsing.product().simulator().link("not-recorded");
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      visitor.open("/?url=https://example.com/news&text=Listen:%20" + link + "%20gm");
      Visitor.awaitVisible(visitor.page().locator(".notice").getByText("was not recorded"));
    }
  }

  @Test
  void whatIsNoSpaceIsToldApart(Browsing browsing) {
    try (Visitor visitor = new Visitor(browsing, Screen.PHONE)) {
      Page page = visitor.open("/").page();
      visitor.box().fill("https://x.com/radia");
      assertThat(page.locator("#hint")).containsText("profile");
      visitor.box().fill("https://x.com/i/lists/1234567890");
      assertThat(page.locator("#hint")).containsText("list");
      visitor.box().fill("https://example.com/i/spaces/1yNGaYRQEpeGj");
      assertThat(page.locator("#hint")).containsText("not on X");
    }
  }
}
