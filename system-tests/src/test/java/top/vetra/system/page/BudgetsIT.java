package top.vetra.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import top.vetra.xsimulator.space.SpaceScenario;

/** What the page may cost those who open it, as the browser itself measures it. */
@ExtendWith(Browsing.Resolver.class)
class BudgetsIT {

  private static final int FIRST_LOAD_BYTES = 45_000;
  private static final int SCRIPT_BYTES = 33_000;
  private static final int PLAYER_BYTES = 25_000;
  private static final double LARGEST_PAINT_MS = 2_500;

  /** On a machine that is busy, of what a page of one word takes there. */
  private static final double LARGEST_PAINT_RATIO = 8;

  private static final double LAYOUT_SHIFT = 0.05;

  private static final String OBSERVE =
      """
      window.paint = 0;
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((e) => { window.paint = e.startTime; }))
        .observe({ type: 'largest-contentful-paint', buffered: true });
      new PerformanceObserver((list) => list.getEntries().forEach((e) => {
        if (!e.hadRecentInput) window.shift += e.value;
      })).observe({ type: 'layout-shift', buffered: true });\
      """;

  private static final String MEASURE =
      """
      () => {
        const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
          .filter((entry) => entry.name.startsWith(location.origin) && !entry.name.includes('/api/'));
        const bytes = (some) => some.reduce((sum, entry) => sum + entry.transferSize, 0);
        return {
          total: bytes(all),
          script: bytes(all.filter((entry) => entry.name.endsWith('.js'))),
          foreign: performance.getEntriesByType('resource').filter((entry) => !entry.name.startsWith(location.origin)).length,
          paint: window.paint,
          shift: window.shift,
        };
      }\
      """;

  @ParameterizedTest
  @EnumSource(names = {"PHONE", "PHONE_DARK", "DESKTOP"})
  void theFirstVisitIsLight(Screen screen, Browsing browsing) {
    try (var context =
        browsing
            .browser()
            .newContext(screen.options().setServiceWorkers(ServiceWorkerPolicy.BLOCK))) {
      context.addInitScript(OBSERVE);
      var page = context.newPage();
      double oneWord = paintOfOneWord(page, browsing.base());
      page.navigate(browsing.base());
      page.locator("#answers details").first().waitFor();
      page.waitForFunction("window.paint > 0");
      Map<String, Double> home = measure(page, "first visit, " + screen.fileName());
      assertThat(home.get("total")).isBetween(5_000.0, (double) FIRST_LOAD_BYTES);
      assertThat(home.get("script")).isBetween(5_000.0, (double) SCRIPT_BYTES);
      assertThat(home.get("foreign")).isZero();
      assertThat(home.get("paint"))
          .isBetween(1.0, Math.max(LARGEST_PAINT_MS, LARGEST_PAINT_RATIO * oneWord));
      assertThat(home.get("shift")).isLessThan(LAYOUT_SHIFT);

      SpaceScenario space =
          browsing
              .product()
              .simulator()
              .add(SpaceScenario.named("budget-" + screen.fileName()).seconds(60).build());
      page.locator("#link").fill(space.link());
      page.locator("#link").press("Enter");
      Visitor.awaitVisible(page.locator(".download"));
      page.locator("vetra-player .controls").waitFor();
      Map<String, Double> job = measure(page, "with a job, " + screen.fileName());
      assertThat(job.get("script")).isLessThan(SCRIPT_BYTES + PLAYER_BYTES);
      assertThat(job.get("shift")).isLessThan(2 * LAYOUT_SHIFT);
    }
  }

  private static double paintOfOneWord(Page page, String base) {
    String address = base + "/one-word";
    page.route(
        address,
        route ->
            route.fulfill(
                new FulfillOptions().setContentType("text/html").setBody("<h1>word</h1>")));
    page.navigate(address);
    page.waitForFunction("window.paint > 0");
    double paint = ((Number) page.evaluate("window.paint")).doubleValue();
    System.out.println("page budgets, a page of one word: paint=" + paint);
    return paint;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Double> measure(Page page, String what) {
    Map<String, Object> found = (Map<String, Object>) page.evaluate(MEASURE);
    System.out.println("page budgets, " + what + ": " + found);
    Map<String, Double> numbers = new java.util.HashMap<>();
    found.forEach((name, value) -> numbers.put(name, ((Number) value).doubleValue()));
    return numbers;
  }
}
