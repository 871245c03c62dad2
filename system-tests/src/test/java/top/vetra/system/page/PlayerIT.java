package top.vetra.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.system.audio.Sound;
import top.vetra.xsimulator.space.SpaceScenario;

/** The player: what is heard, and that something is heard whatever is missing. */
@ExtendWith(Browsing.Resolver.class)
class PlayerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** From the decoder to where the sound is taken, and the time between two looks at a clock. */
  private static final double MEASURED_WITHIN_SECONDS = 0.1;

  /** A minute and a half on both sides, and the pieces that reach beyond. */
  private static final double MOST_HELD_SECONDS = 200;

  private static final Pattern FILES = Pattern.compile("/results/");

  /** Goes to a place, listens for a second, and tells what was heard last, and at which time. */
  private static final String LISTEN =
      """
      async (seconds) => {
        const player = document.querySelector('vetra-player');
        const { audio } = player;
        const until = (done) => new Promise((resolve) => {
          const look = () => done() ? resolve() : requestAnimationFrame(look);
          look();
        });
        player.seek(seconds);
        await until(() => !audio.seeking && audio.currentTime > seconds + 0.3);
        const context = new AudioContext({ sampleRate: 48000 });
        const ear = new AnalyserNode(context, { fftSize: 32768 });
        context.createMediaStreamSource(audio.captureStream()).connect(ear);
        await until(() => audio.currentTime > seconds + 1.5);
        const samples = new Float32Array(ear.fftSize);
        ear.getFloatTimeDomainData(samples);
        const shown = audio.currentTime;
        await context.close();
        const held = player.feed.ranges().reduce((sum, [start, end]) => sum + end - start, 0);
        return JSON.stringify({ shown, samples: Array.from(samples), held });
      }\
      """;

  @TempDir private Path folder;

  @Test
  void whatIsHeardIsWhatTheTimeSaysWhereverItJumps(Browsing browsing) throws Exception {
    String id = completed(browsing, "player-exact", 900);
    String url = browsing.product().api().get(id).body().path("result").path("url").asString("");
    Path file = folder.resolve("file.mp3");
    browsing.product().api().download(url, file);
    Sound recording = Sound.of(file, folder);
    try (Visitor visitor = new Visitor(browsing, Screen.DESKTOP)) {
      visitor.open("/jobs/" + id).awaitReady();
      visitor.button("Play").click();
      assertThat(time(visitor)).hasText(Pattern.compile("0:0[1-9]"));
      // The second is just before a border of pieces.
      for (double place : List.of(444.4, 448.1, 8.2, 777.0, 880.0, 159.3)) {
        Heard heard = listen(visitor, place);

        double at = recording.endOf(heard.samples(), heard.shown());
        System.out.printf("player: shows %.3f s, sounds of %.3f s%n", heard.shown(), at);
        assertThat(at).isCloseTo(heard.shown(), within(MEASURED_WITHIN_SECONDS));
        assertThat(heard.held()).isBetween(1.0, MOST_HELD_SECONDS);
      }
    }
  }

  @Test
  void aLinkThatHasDiedIsReplacedWhileItPlaysInPieces(Browsing browsing) {
    AtomicInteger asked = new AtomicInteger();
    playWhere(
        browsing,
        FILES,
        route -> {
          if (asked.getAndIncrement() == 0) {
            Map<String, String> readable = Map.of("Access-Control-Allow-Origin", "*");
            route.fulfill(new Route.FulfillOptions().setStatus(403).setHeaders(readable));
          } else {
            route.resume();
          }
        },
        12,
        visitor -> {
          assertThat(source(visitor)).startsWith("blob:");
          assertThat(asked.get()).isGreaterThan(1);
        });
  }

  @Test
  void whereTheStoreLetsNoScriptReadTheFileIsPlayedAsAWhole(Browsing browsing) {
    playWhere(
        browsing,
        FILES,
        route -> {
          if (route.request().resourceType().equals("fetch")) {
            route.abort();
          } else {
            route.resume();
          }
        },
        12,
        visitor -> assertThat(source(visitor)).startsWith("http"));
  }

  @Test
  void aBreakInTheNetworkIsNotHeardWhileThereIsSomethingToPlay(Browsing browsing) {
    AtomicInteger asked = new AtomicInteger();
    playWhere(
        browsing,
        FILES,
        route -> {
          int before = asked.getAndIncrement();
          if (before > 0 && before < 4) {
            route.abort();
          } else {
            route.resume();
          }
        },
        // Two seconds before the second piece.
        8,
        visitor -> {
          awaitBeyond(visitor, 11);
          assertThat(source(visitor)).startsWith("blob:");
          assertThat(asked.get()).isGreaterThan(4);
        });
  }

  @Test
  void aResultWithoutASeekTableIsPlayedAsAWhole(Browsing browsing) {
    playWhere(
        browsing,
        Pattern.compile("/seek-table$"),
        route -> route.fulfill(new Route.FulfillOptions().setStatus(404)),
        12,
        visitor -> assertThat(source(visitor)).startsWith("http"));
  }

  @Test
  void aSeekTableThatDoesNotComeIsNotWaitedForLong(Browsing browsing) {
    playWhere(
        browsing,
        Pattern.compile("/seek-table$"),
        route -> {},
        12,
        visitor -> assertThat(source(visitor)).startsWith("http"));
  }

  @Test
  void aPieceOfAPlaceThatIsLeftIsNotWaitedFor(Browsing browsing) {
    String id = completed(browsing, "player-left", 30);
    AtomicInteger asked = new AtomicInteger();
    try (Visitor visitor = new Visitor(browsing, Screen.DESKTOP)) {
      visitor
          .context()
          .route(
              FILES,
              route -> {
                if (asked.getAndIncrement() > 0) {
                  route.resume();
                }
              });
      visitor.open("/jobs/" + id).awaitReady();
      visitor.button("Play").click();
      visitor.page().waitForCondition(() -> asked.get() > 0);
      seek(visitor, 21);
      awaitBeyond(visitor, 22);
      assertThat(source(visitor)).startsWith("blob:");
    }
  }

  @Test
  void itPlaysToTheEndAndFromTheStartAgain(Browsing browsing) {
    String id = completed(browsing, "player-end", 30.5);
    try (Visitor visitor = new Visitor(browsing, Screen.DESKTOP)) {
      visitor.open("/jobs/" + id).awaitReady();
      playsFrom(visitor, 28);
      assertThat(visitor.button("Play")).isVisible();
      assertThat(time(visitor)).hasText("0:30");
      playsFrom(visitor, 2);
    }
  }

  private static Heard listen(Visitor visitor, double place) {
    String told = (String) visitor.page().evaluate(LISTEN, place);
    return JsonMapper.shared().readValue(told, Heard.class);
  }

  /**
   * What comes out of the player.
   *
   * @param shown its time, in seconds
   * @param samples the last ones until then
   * @param held how much of the recording it has, in seconds
   */
  private record Heard(double shown, List<Double> samples, double held) {}

  /** Plays a recording from a second on, where requests for these addresses end like that. */
  private static void playWhere(
      Browsing browsing,
      Pattern addresses,
      Consumer<Route> end,
      int second,
      Consumer<Visitor> check) {
    String id = completed(browsing, "player-" + UUID.randomUUID(), 30);
    try (Visitor visitor = new Visitor(browsing, Screen.DESKTOP)) {
      visitor.context().route(addresses, end);
      visitor.open("/jobs/" + id).awaitReady();
      playsFrom(visitor, second);
      check.accept(visitor);
    }
  }

  /** Goes to a second, plays, and sees it go on. */
  private static void playsFrom(Visitor visitor, int second) {
    assertThat(time(visitor)).isVisible();
    seek(visitor, second);
    visitor.button("Play").click();
    awaitBeyond(visitor, second + 1);
  }

  private static void seek(Visitor visitor, int second) {
    visitor
        .page()
        .evaluate("second => document.querySelector('vetra-player').seek(second)", second);
  }

  /** A look every second might miss the second itself. */
  private static void awaitBeyond(Visitor visitor, int second) {
    String time = "document.querySelector('vetra-player').audio.currentTime";
    await()
        .atMost(PATIENCE)
        .pollInSameThread()
        .until(() -> ((Number) visitor.page().evaluate(time)).doubleValue() > second);
  }

  private static String source(Visitor visitor) {
    return (String) visitor.page().evaluate("document.querySelector('vetra-player').audio.src");
  }

  private static Locator time(Visitor visitor) {
    return visitor.page().locator(".time").first();
  }

  private static String completed(Browsing browsing, String name, double seconds) {
    SpaceScenario space =
        browsing.product().simulator().add(SpaceScenario.named(name).seconds(seconds).build());
    String id = browsing.product().api().submit(space.link());
    browsing.product().api().awaitCompleted(id, PATIENCE);
    return id;
  }
}
