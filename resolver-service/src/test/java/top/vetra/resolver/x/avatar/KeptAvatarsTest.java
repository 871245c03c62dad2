package top.vetra.resolver.x.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import top.vetra.model.job.Space;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.resolver.x.call.CallBudget;
import top.vetra.resolver.x.call.Http;
import top.vetra.resolver.x.call.HttpSettings;
import top.vetra.xsimulator.RunningSimulator;
import top.vetra.xsimulator.SimulatorSettings;
import top.vetra.xsimulator.XSimulator;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Fault;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.Person;

class KeptAvatarsTest {

  private static RunningSimulator simulator;

  private final Map<String, byte[]> stored = new HashMap<>();

  @BeforeAll
  static void start() {
    simulator = XSimulator.start(SimulatorSettings.defaults());
  }

  @AfterEach
  void heal() {
    simulator.heal();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @Test
  void aPictureIsStoredInTheLargerSizeUnderANameOfItsOwn() {
    Space kept = keep(Person.of("ada", "Ada", 0).avatarUrl());

    assertThat(kept.hasKeptAvatar()).isTrue();
    String address = Objects.requireNonNull(Objects.requireNonNull(kept.host()).avatarUrl());
    String name = address.substring(Space.Host.AVATARS.length());
    assertThat(name).matches("[0-9a-f]{32}\\.jpg");
    assertThat(stored).containsOnlyKeys(ObjectKeys.avatar(name));
    assertThat(simulator.requests().latest())
        .last()
        .satisfies(request -> assertThat(request.path()).endsWith("_200x200.jpg"));
  }

  @Test
  void whatFailsInPassingIsAskedForOnceMore() {
    simulator.inject(Fault.on(Kind.IMAGE).first(1).then(Changes.reset()));
    assertThat(keep(Person.of("ada", "Ada", 0).avatarUrl()).hasKeptAvatar()).isTrue();
  }

  @Test
  void whatKeepsFailingIsGoneWithout() {
    simulator.inject(Fault.on(Kind.IMAGE).then(Changes.status(503)));
    int before = simulator.requests().count(Kind.IMAGE);
    assertThat(avatars().keep(space(Person.of("ada", "Ada", 0).avatarUrl())).blockOptional())
        .isEmpty();
    assertThat(simulator.requests().count(Kind.IMAGE) - before).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://pbs.twimg.com/profile_images/1/none.jpg",
        "https://pbs.twimg.com/profile_images/1/../../1.1/guest/activate.json",
        "https://pbs.twimg.com/media/a.jpg",
        "https://evil.example/profile_images/1/a_normal.jpg",
        "http://pbs.twimg.com/profile_images/1/a_normal.jpg",
        "https://pbs.twimg.com@evil.example/profile_images/1/a_normal.jpg"
      })
  void whatIsNoPictureOfXsIsLeftAlone(String address) {
    assertThat(avatars().keep(space(address)).blockOptional()).isEmpty();
    assertThat(stored).isEmpty();
  }

  private Space keep(String address) {
    return avatars().keep(space(address)).blockOptional().orElseThrow();
  }

  private static Space space(String avatar) {
    Space.Host host = new Space.Host("Ada", "ada", avatar);
    return new Space("1yNGaYRQEpeGj", "Title", host, null, null, null, List.of());
  }

  private KeptAvatars avatars() {
    HttpSettings settings =
        new HttpSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            1 << 20,
            3,
            Duration.ofMillis(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            "");
    Http http =
        new Http(
            KeptAvatars.haste(settings), new CallBudget(0, Clock.systemUTC()), Clock.systemUTC());
    return new KeptAvatars(http, URI.create(simulator.url()), "Test", store());
  }

  /** A store that only takes. */
  private ObjectStore store() {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) ->
                Mono.fromRunnable(() -> stored.put((String) arguments[0], (byte[]) arguments[1])));
  }
}
