package top.vetra.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What axe-core finds on a page: nothing. */
final class Accessibility {

  private static final String AXE = read();

  private static final String RUN =
      """
      async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(
        (found) => found.id + ': ' + found.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '))\
      """;

  private Accessibility() {}

  static void check(Page page, String what) {
    page.evaluate(AXE);
    assertThat((List<?>) page.evaluate(RUN)).as(what).isEmpty();
  }

  private static String read() {
    try (InputStream script =
        Objects.requireNonNull(Accessibility.class.getResourceAsStream("/axe.min.js"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8) + "\n;undefined";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
