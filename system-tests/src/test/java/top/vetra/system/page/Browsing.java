package top.vetra.system.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import top.vetra.system.process.Product;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Fault;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;

/** One product and one browser for all tests of the page, stopped after the last of them. */
final class Browsing implements AutoCloseable {

  private static final Map<String, String> HASTE =
      Map.of(
          "VETRA_PLAN_NOT_READY_PATIENCE", "PT15S",
          "VETRA_PLAN_SETTLED_AFTER", "PT5S",
          "VETRA_RESOLVER_RECORDING", "PT15S",
          "VETRA_RESOLVER_RECORDING_CHECKS", "PT2S",
          "VETRA_X_BREAKER_PAUSE", "PT1S");

  /** One scenario for each failure that X can bring about, the quickest. */
  private static final Set<String> ONE_EACH =
      Set.of(
          "live",
          "not-started",
          "canceled",
          "not-recorded",
          "not-found",
          "restricted",
          "geo-blocked",
          "recording-expired",
          "rate-limited",
          "failing",
          "unintelligible",
          "segment-missing",
          "too-long",
          "page-never-ready");

  private final Chromium chromium;
  private final Product product;
  private final Map<String, SpaceScenario> failing = new LinkedHashMap<>();
  private final String longRecording;

  private Browsing() {
    chromium = Chromium.start();
    product = Product.start(SimulatorSettings.defaults(), HASTE);
    product
        .simulator()
        .add(
            SpaceScenario.named("page-never-ready")
                .endedAgo(Duration.ofSeconds(1))
                .expect("recording-not-ready")
                .fault(Fault.on(Kind.PLAYLIST).then(Changes.status(404)))
                .build());
    // What takes a while is begun before the first test.
    for (SpaceScenario space : product.simulator().scenarios()) {
      boolean post =
          space.linkTo() == SpaceScenario.LinkTo.POST && !space.expected().contains("completed");
      if (post || ONE_EACH.contains(space.name())) {
        failing.put(product.api().submit(space.link()), space);
      }
    }
    SpaceScenario twoHours =
        product
            .simulator()
            .add(SpaceScenario.named("page-two-hours").seconds(7200).title("Two hours").build());
    longRecording = product.api().submit(Map.of("url", twoHours.link(), "format", "m4a"));
  }

  /** Jobs that fail, each in its own way. */
  Map<String, SpaceScenario> failing() {
    return failing;
  }

  /** A job for two hours, lossless: nothing has to be encoded for it. */
  String longRecording() {
    return longRecording;
  }

  Product product() {
    return product;
  }

  String base() {
    return product.api().base();
  }

  Browser browser() {
    return chromium.browser();
  }

  BrowserContext context(Screen screen) {
    return browser().newContext(screen.options());
  }

  @Override
  public void close() {
    chromium.close();
    product.close();
  }

  /** Hands it to tests. */
  static final class Resolver implements ParameterResolver, ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return Chromium.isInstalled()
          ? ConditionEvaluationResult.enabled("there is a browser")
          : ConditionEvaluationResult.disabled("no Chromium on PATH");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Browsing.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      // Classes are given to a process one by one: only its session outlives them.
      return context
          .getStore(
              ExtensionContext.StoreScope.LAUNCHER_SESSION,
              ExtensionContext.Namespace.create(Browsing.class))
          .computeIfAbsent(Browsing.class, key -> new Browsing(), Browsing.class);
    }
  }
}
