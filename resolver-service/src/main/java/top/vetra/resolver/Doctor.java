package top.vetra.resolver;

import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import top.vetra.model.link.LinkParser;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.ProblemException;
import top.vetra.pipeline.settings.SettingException;
import top.vetra.resolver.resolve.FoundSpace;
import top.vetra.resolver.x.call.CallBudget;
import top.vetra.resolver.x.graphql.GraphqlQuery.RouteOutcome;

/**
 * Asks X in each configured way once, and tells an operator in plain words what works from this
 * machine: {@code doctor [LINK]}.
 */
public final class Doctor {

  private static final String USAGE =
      """
      usage: vetra doctor [LINK]
      Asks X for the Space of the link, else for that of VETRA_X_CANARY, in each configured way:
      give one that you can play on X without being logged in.""";

  /** All tries of one call, and a wait for its turn. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ResolverSettings settings;
  private final XClient client;
  private final PrintStream out;

  private Doctor(ResolverSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
    Clock clock = Clock.systemUTC();
    this.client = XClient.of(settings, new CallBudget(settings.x().callsPerMinute(), clock), clock);
  }

  /**
   * Asks and tells.
   *
   * @param arguments a link or none
   * @return the exit code: 0 where recordings are to be had, 1 where not, 2 where there is no Space
   *     to ask for
   */
  public static int run(String[] arguments, PrintStream out) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Settings.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            .registerShutdownHook(false)
            .properties("spring.config.name=resolver-service")
            .run()) {
      ResolverSettings settings = context.getBean(ResolverSettings.class);
      Optional<String> space = space(arguments, settings.x().canary().space());
      if (space.isEmpty()) {
        out.println(USAGE);
        return 2;
      }
      return new Doctor(settings, out).examine(space.get());
    } catch (RuntimeException refused) {
      out.println(sentence(refused).orElseThrow(() -> refused));
      return 2;
    }
  }

  /** What a setting that cannot be used says of itself. */
  private static Optional<String> sentence(RuntimeException refused) {
    return Stream.<Throwable>iterate(refused, Objects::nonNull, Throwable::getCause)
        .filter(SettingException.class::isInstance)
        .map(cause -> String.valueOf(cause.getMessage()))
        .findFirst();
  }

  private static Optional<String> space(String[] arguments, String canary) {
    if (arguments.length == 0) {
      return Optional.of(canary).filter(id -> !id.isBlank());
    }
    try {
      return arguments.length == 1
              && LinkParser.parse(arguments[0]) instanceof SpaceLink.Space space
          ? Optional.of(space.id())
          : Optional.empty();
    } catch (ProblemException notALink) {
      return Optional.empty();
    }
  }

  private int examine(String spaceId) {
    out.printf("Asking X for the Space %s.%n%n", spaceId);
    Throwable guest = failureOf(client.calls().guestToken());
    tell("guest token", guest);
    List<RouteOutcome<FoundSpace>> routes =
        client.spaces().tryEach(spaceId).collectList().blockOptional().orElseThrow();
    routes.forEach(route -> tell(route.route(), route.failure()));
    if (!client.calls().hasSession()) {
      out.println("  -       session: none is set (VETRA_X_AUTH_TOKEN, VETRA_X_CT0)");
    }
    Diagnosis.Recording recording = recording(routes);
    recording.lines().forEach(out::println);
    Diagnosis diagnosis = new Diagnosis(guest, routes, recording);
    out.println();
    diagnosis.sentences().forEach(out::println);
    return diagnosis.isWell() ? 0 : 1;
  }

  private void tell(String what, @Nullable Throwable failure) {
    out.println(Diagnosis.line(what, failure));
  }

  private static @Nullable Throwable failureOf(Mono<?> call) {
    return call.timeout(LIMIT)
        .<Optional<Throwable>>map(any -> Optional.empty())
        .onErrorResume(failure -> Mono.just(Optional.of(failure)))
        .blockOptional()
        .flatMap(failure -> failure)
        .orElse(null);
  }

  private Diagnosis.Recording recording(List<RouteOutcome<FoundSpace>> routes) {
    Optional<String> mediaKey =
        routes.stream()
            .flatMap(route -> Optional.ofNullable(route.found()).stream())
            .flatMap(found -> Optional.ofNullable(found.mediaKey()).stream())
            .findFirst();
    if (mediaKey.isEmpty()) {
      return Diagnosis.Recording.NOT_ASKED_FOR;
    }
    try {
      URI playlist = client.streams().playlist(mediaKey.get()).block(LIMIT);
      return playlist == null
          ? Diagnosis.Recording.of(new IllegalStateException("X has no recording of it"), null)
          : Diagnosis.Recording.of(null, MediaCheck.of(playlist));
    } catch (RuntimeException failure) {
      return Diagnosis.Recording.of(failure, null);
    }
  }

  /** Reads the service's settings, and starts nothing. */
  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ResolverSettings.class)
  static class Settings {}
}
