package top.vetra.standalone.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import top.vetra.fetcher.FetcherService;
import top.vetra.gateway.ApiGateway;
import top.vetra.resolver.ResolverService;
import top.vetra.transcoder.TranscoderService;

/** The four services as sibling contexts; the gateway alone has a web server. */
final class Services implements AutoCloseable {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(6);

  private static final List<String> REDIS =
      Stream.of(
              "DataRedisAutoConfiguration",
              "DataRedisReactiveAutoConfiguration",
              "DataRedisRepositoriesAutoConfiguration",
              "health.DataRedisHealthContributorAutoConfiguration",
              "health.DataRedisReactiveHealthContributorAutoConfiguration")
          .map("org.springframework.boot.data.redis.autoconfigure."::concat)
          .toList();

  private static final Map<String, String> NO_WEB_SERVER =
      Map.of(
          "spring.main.web-application-type",
          "none",
          // It comes with the gateway's class path; they do not use it.
          "spring.autoconfigure.exclude",
          String.join(",", REDIS));

  private final ConfigurableApplicationContext gateway;
  private final List<ConfigurableApplicationContext> all;

  private Services(List<ConfigurableApplicationContext> all) {
    this.gateway = all.get(0);
    this.all = all;
  }

  static Services start(int port, Map<String, String> connections) throws Exception {
    List<Callable<ConfigurableApplicationContext>> starts =
        List.of(
            () -> run(ApiGateway.class, "api-gateway", connections, webServer(port)),
            () -> run(ResolverService.class, "resolver-service", connections, NO_WEB_SERVER),
            () -> run(FetcherService.class, "fetcher-service", connections, NO_WEB_SERVER),
            () -> run(TranscoderService.class, "transcoder-service", connections, NO_WEB_SERVER));
    return new Services(SideBySide.start(starts));
  }

  private static Map<String, String> webServer(int port) {
    return Map.of(
        "server.port",
        Integer.toString(port),
        // Browsers keep event streams open: waiting for them would hold up every stop.
        "server.shutdown",
        "immediate");
  }

  private static ConfigurableApplicationContext run(
      Class<?> service, String name, Map<String, String> connections, Map<String, String> web) {
    List<String> arguments = new ArrayList<>();
    // The services' files lie side by side on one class path: each must be told which is its own.
    arguments.add("--spring.config.name=" + name);
    arguments.add("--spring.jmx.enabled=false");
    arguments.add("--spring.lifecycle.timeout-per-shutdown-phase=4s");
    connections.forEach((key, value) -> arguments.add("--" + key + "=" + value));
    web.forEach((key, value) -> arguments.add("--" + key + "=" + value));
    SpringApplication application = new SpringApplication(service);
    application.setBannerMode(Banner.Mode.OFF);
    application.setRegisterShutdownHook(false);
    try {
      return application.run(arguments.toArray(new String[0]));
    } catch (RuntimeException e) {
      throw new StartFailure("Vetra's " + name + " could not start: " + rootMessage(e), e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  /** The port that the page is really on. */
  int port() {
    return gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  @Override
  public void close() {
    SideBySide.stop(all, STOP_WITHIN);
  }
}
