package top.vetra.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.fault.Kind;

/** What X does not know it is not asked for again and again. */
class UnknownSpacesIT {

  private static final String UNKNOWN = "https://x.com/i/spaces/1NobodyKnows1";

  /** Each of them has to give nothing before there is nothing. */
  private static final int GUEST_ROUTES = 4;

  @Test
  void xIsAskedOnceAMinuteForASpaceThatItDoesNotKnow() {
    try (Product product = Product.start()) {
      Api api = product.api();
      long started = System.nanoTime();
      for (int job = 0; job < 100; job++) {
        var ended = api.awaitEnd(api.submit(UNKNOWN), Duration.ofSeconds(30));
        assertThat(ended.at("/error/code").asString()).isEqualTo("space-not-found");
      }
      long minutes = Duration.ofNanos(System.nanoTime() - started).toMinutes();

      assertThat(product.simulator().requests().count(Kind.SPACE))
          .isBetween(1, GUEST_ROUTES * ((int) minutes + 2));
    }
  }
}
