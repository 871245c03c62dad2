package top.vetra.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Somebody in front of the page. At the end, nothing may have gone against its policy. */
final class Visitor implements AutoCloseable {

  private static final double PATIENCE_MS = 90_000;
  private static final Pattern DOWNLOAD = Pattern.compile("^Download");

  private final Browsing browsing;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Visitor(Browsing browsing, Screen screen) {
    this.browsing = browsing;
    this.context = browsing.context(screen);
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    context.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            complaints.add(message.text());
          }
        });
    context.onWebError(error -> complaints.add(error.error()));
    this.page = context.newPage();
  }

  Page page() {
    return page;
  }

  /** Another tab of the same browser. */
  Page secondTab() {
    return context.newPage();
  }

  BrowserContext context() {
    return context;
  }

  Visitor open(String path) {
    page.navigate(browsing.base() + path);
    return this;
  }

  Locator box() {
    return page.locator("#link");
  }

  Locator button(String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  Locator download() {
    return downloadIn(page);
  }

  static Locator downloadIn(Page tab) {
    return tab.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(DOWNLOAD));
  }

  /** Puts a text on the clipboard. */
  void copy(String text) {
    page.evaluate("text => navigator.clipboard.writeText(text)", text);
  }

  void awaitReady() {
    awaitVisible(download());
  }

  static void awaitVisible(Locator thing) {
    assertThat(thing).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MS));
  }

  /** The bytes that a press on this link saves. */
  byte[] save(Locator link, Path folder, String ending) throws Exception {
    Download download = page.waitForDownload(link::click);
    assertThat(download.suggestedFilename()).endsWith(ending);
    Path file = folder.resolve("saved" + ending);
    download.saveAs(file);
    return Files.readAllBytes(file);
  }

  /** The job that the address names. */
  String jobId() {
    String path = java.net.URI.create(page.url()).getPath();
    assertThat(path).startsWith("/jobs/");
    return path.substring("/jobs/".length());
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).isEmpty();
  }
}
