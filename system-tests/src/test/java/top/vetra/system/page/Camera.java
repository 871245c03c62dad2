package top.vetra.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Takes pictures of the page in every state. What the API would say is told by {@link State}. */
final class Camera implements AutoCloseable {

  private static final Path FOLDER = Path.of("target", "screenshots");

  /** A picture of a face, as far as a test needs one. */
  private static final String FACE =
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'><rect width='8' height='8'"
          + " fill='#c96f4a'/><circle cx='4' cy='3' r='1.500' fill='#ffe2cf'/><path d='M1 8a3 3 0 0"
          + " 1 6 0' fill='#2f4858'/></svg>";

  private static final String PAST =
      """
      localStorage.setItem('vetra.jobs', JSON.stringify([
        {id: 'a1', title: 'Café & Code: “Why Rust?” / 日本語 #42 🎙️', host: 'Zoë Noir ☕', seconds: 7214, kind: 'mp3', status: 'completed', at: 1772571600000},
        {id: 'a2', title: 'Market open, every day, with a title that goes on for longer than anybody reads', host: 'Ada', seconds: 1804, kind: 'm4a', status: 'completed', at: 1772471600000},
        {id: 'a3', title: 'Late night questions', host: 'Dmitri', status: 'failed', at: 1772371600000},
        {id: 'a4', link: 'https://x.com/i/spaces/1yNxaZbcdefgh', status: 'fetching', at: 1772271600000}]))\
      """;

  /** A WAV file of no length. */
  private static final byte[] SILENCE =
      HexFormat.of()
          .parseHex(
              "524946462400000057415645666d7420100000000100010080bb0000007701000200100064617461"
                  + "00000000");

  private final String base;
  private final Screen screen;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  Camera(Browser browser, String base, Screen screen) {
    this.base = base;
    this.screen = screen;
    this.context =
        browser.newContext(screen.options().setServiceWorkers(ServiceWorkerPolicy.BLOCK));
    context.route("**/api/v1/**", Camera::answer);
    context.route(
        "**/silence.*",
        route ->
            route.fulfill(
                new Route.FulfillOptions().setContentType("audio/wav").setBodyBytes(SILENCE)));
    this.page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  private static void answer(Route route) {
    String url = route.request().url();
    if (url.endsWith("/waveform")) {
      route.fulfill(
          url.contains(State.PLAIN_BAR.id())
              ? new Route.FulfillOptions().setStatus(404)
              : json(State.waveform()));
    } else if (url.endsWith("/seek-table")) {
      route.fulfill(new Route.FulfillOptions().setStatus(404));
    } else if (url.contains("/avatars/")) {
      route.fulfill(new Route.FulfillOptions().setContentType("image/svg+xml").setBody(FACE));
    } else {
      route.fulfill(job(url));
    }
  }

  private static Route.FulfillOptions job(String url) {
    for (State state : State.values()) {
      if (url.contains("/jobs/" + state.id())) {
        return url.endsWith("/events")
            ? new Route.FulfillOptions()
                .setContentType("text/event-stream")
                .setBody("event: job\ndata: " + state.json() + "\n\n")
            : json(state.json());
      }
    }
    return json("{\"status\":404,\"code\":\"invalid-request\",\"title\":\"No\",\"detail\":\"No.\"}")
        .setStatus(404);
  }

  private static Route.FulfillOptions json(String body) {
    return new Route.FulfillOptions().setContentType("application/json").setBody(body);
  }

  /** The start: empty, with each kind of hint, the files to choose from, a list, an answer open. */
  void shootHome() {
    open("/");
    shoot("home");
    var box = page.locator("#link");
    box.fill("https://x.com/zoe_noir/status/1234567890");
    shoot("home-post");
    box.fill("https://open.spotify.com/episode/42");
    shoot("home-elsewhere");
    box.fill("");
    page.locator(".choice summary").click();
    shoot("home-choice");
    page.evaluate(PAST);
    open("/");
    page.locator("#answers summary").nth(3).click();
    shoot("home-list");
  }

  /** A job in this state. */
  void shoot(State state) {
    open("/jobs/" + state.id());
    page.locator("article[data-stage]").waitFor();
    page.waitForFunction(
        "state => document.title.includes('%') || state", state.isFinal() ? "final" : "");
    if (state.json().contains("\"result\"")) {
      page.locator("vetra-player .controls").waitFor();
      if (state != State.PLAIN_BAR) {
        page.locator(".drawn canvas").first().waitFor();
      }
    } else if (state.isFinal()) {
      page.locator(".notice").waitFor();
    }
    shoot("job-" + state.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
  }

  /** An address that leads to no job. */
  void shootGone() {
    open("/jobs/nosuchjob");
    page.locator(".notice").waitFor();
    shoot("job-gone");
  }

  private void open(String path) {
    complaints.clear();
    page.navigate(base + path);
    page.locator("#answers details")
        .first()
        .waitFor(
            new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
  }

  private void shoot(String name) {
    String what = name + "-" + screen.fileName();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(FOLDER.resolve(what + ".png"))
            .setAnimations(ScreenshotAnimations.DISABLED)
            .setFullPage(true));
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as("nothing sticks out: " + what)
        .isEqualTo(true);
    if (screen.isThorough()) {
      Accessibility.check(page, what);
    }
    assertThat(complaints).as(what).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
