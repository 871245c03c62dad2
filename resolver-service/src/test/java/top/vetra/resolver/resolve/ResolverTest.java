package top.vetra.resolver.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.job.Space;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.queue.Looks;
import top.vetra.model.queue.PlanTask;
import top.vetra.model.queue.ResolveTask;
import top.vetra.resolver.Outbox;
import top.vetra.resolver.TestClock;
import top.vetra.resolver.resolve.FoundSpace.State;

class ResolverTest {

  private static final String ID = "1yNGaYRQEpeGj";
  private static final URI PLAYLIST = URI.create("https://a.video.pscp.tv/playlist_1.m3u8");
  private static final Preset PRESET = new Preset(Format.MP3, Quality.HIGH, false);

  private final TestClock clock = new TestClock();
  private final Instant start = clock.instant();
  private final Outbox outbox = new Outbox();
  private final ScriptedX x = new ScriptedX();
  private @Nullable String avatar;
  private final Resolver resolver =
      new Resolver(
          x,
          new Patience(
              Duration.ofMinutes(5),
              Duration.ofMinutes(15),
              Duration.ofMinutes(2),
              Duration.ofMinutes(15),
              List.of(Duration.ofSeconds(10))),
          Duration.ofSeconds(1),
          space -> Mono.justOrEmpty(avatar).map(space::withAvatar),
          outbox,
          outbox,
          clock);

  private final class ScriptedX implements X {

    private final Map<String, SpaceLink> shortLinks = new HashMap<>();
    private FoundSpace found = over(Duration.ofHours(1), Duration.ofDays(3), true);
    private @Nullable URI playlist = PLAYLIST;
    private Mono<FoundSpace> answer = Mono.defer(() -> Mono.just(found));
    private int asked;

    @Override
    public Mono<SpaceLink> targetOf(String shortCode) {
      return Mono.justOrEmpty(shortLinks.get(shortCode));
    }

    @Override
    public Mono<String> spaceIn(String postId) {
      return Mono.just(ID);
    }

    @Override
    public Mono<FoundSpace> space(String spaceId) {
      asked++;
      return answer;
    }

    @Override
    public Mono<FoundSpace> broadcast(String broadcastId) {
      asked++;
      return answer;
    }

    @Override
    public Mono<URI> playlist(String mediaKey) {
      return Mono.justOrEmpty(playlist);
    }
  }

  private FoundSpace over(Duration length, Duration ago, boolean replay) {
    Instant end = clock.instant().minus(ago);
    Space space =
        new Space(
            ID, "Title", null, end.minus(length), end, (double) length.toSeconds(), List.of());
    return new FoundSpace(space, State.OVER, replay, "28_1");
  }

  private static ResolveTask task(SpaceLink link) {
    return new ResolveTask("c-1", link, PRESET);
  }

  private void assertEnds(ProblemCode code) {
    assertEnds(task(new SpaceLink.Space(ID)), code);
  }

  private void assertEnds(ResolveTask task, ProblemCode code) {
    StepVerifier.create(resolver.handle(task, 1))
        .expectErrorSatisfies(
            failure -> assertThat(((ProblemException) failure).problem().code()).isEqualTo(code))
        .verify(Duration.ofSeconds(5));
    assertThat(outbox.plan()).isEmpty();
    assertThat(outbox.takeDelayed()).isEmpty();
  }

  private Outbox.Delayed putOff(ResolveTask task) {
    StepVerifier.create(resolver.handle(task, 1)).verifyComplete();
    return outbox.takeDelayed().orElseThrow();
  }

  @Test
  void tells_each_step_and_hands_on_what_it_found() {
    StepVerifier.create(resolver.handle(task(new SpaceLink.Space(ID)), 1)).verifyComplete();

    assertThat(outbox.events())
        .containsExactly(
            new JobEvent.Resolving("c-1", start),
            new JobEvent.SpaceFound("c-1", start, x.found.space()));
    assertThat(outbox.plan())
        .contains(
            new PlanTask(
                "c-1",
                PRESET,
                x.found.space(),
                PLAYLIST.toString(),
                start,
                new SpaceLink.Space(ID),
                null));
  }

  @Test
  void tells_of_the_hosts_picture_once_it_is_kept_and_the_work_has_begun() {
    avatar = Space.Host.AVATARS + "a.jpg";
    Space space = x.found.space();
    x.found =
        new FoundSpace(
            new Space(
                ID,
                space.title(),
                new Space.Host("Ada", "ada", "https://pbs.twimg.com/a.jpg"),
                space.startedAt(),
                space.endedAt(),
                space.durationSeconds(),
                List.of()),
            State.OVER,
            true,
            "28_1");
    StepVerifier.create(resolver.handle(task(new SpaceLink.Space(ID)), 1)).verifyComplete();

    assertThat(outbox.plan()).isPresent();
    JobEvent last = outbox.events().get(outbox.events().size() - 1);
    assertThat(last)
        .isEqualTo(new JobEvent.SpaceFound("c-1", start, x.found.space().withAvatar(avatar)));
  }

  @Test
  void asks_nothing_before_it_is_subscribed_to() {
    Mono<Void> unused = resolver.handle(task(new SpaceLink.Space(ID)), 1);

    assertThat(unused).isNotNull();
    assertThat(outbox.events()).isEmpty();
  }

  @Test
  void follows_short_links_to_posts_and_spaces_but_only_three() {
    x.shortLinks.put("a", new SpaceLink.Shortened("b"));
    x.shortLinks.put("b", new SpaceLink.Shortened("c"));
    x.shortLinks.put("c", new SpaceLink.Post("20"));
    x.shortLinks.put("d", new SpaceLink.Shortened("a"));

    StepVerifier.create(resolver.handle(task(new SpaceLink.Shortened("a")), 1)).verifyComplete();
    assertThat(outbox.plan()).isPresent();
    StepVerifier.create(resolver.handle(task(new SpaceLink.Shortened("d")), 1))
        .verifyErrorMatches(
            failure ->
                ((ProblemException) failure).problem().code() == ProblemCode.SPACE_NOT_FOUND);
  }

  @Test
  void refuses_a_space_that_is_not_recorded_even_right_after_its_end() {
    x.found = over(Duration.ofHours(1), Duration.ofSeconds(5), false);

    assertEnds(ProblemCode.SPACE_NOT_RECORDED);
  }

  @Test
  void leaves_it_to_the_playlist_to_tell_how_long_a_recording_is() {
    x.found = over(Duration.ofHours(13), Duration.ofDays(1), true);

    StepVerifier.create(resolver.handle(task(new SpaceLink.Space(ID)), 1)).verifyComplete();

    assertThat(outbox.plan()).isPresent();
  }

  @Test
  void asks_for_the_address_of_a_recording_anew_and_passes_on_how_long_it_was_waited_for() {
    Looks looks =
        new Looks(
            start.minusSeconds(35), 3, new Looks.Seen(185, 555, true, start.minusSeconds(35)));
    SpaceLink post = new SpaceLink.Post("20");
    ResolveTask again = new ResolveTask("c-1", post, PRESET, null, looks);

    StepVerifier.create(resolver.handle(again, 1)).verifyComplete();

    assertThat(outbox.plan())
        .contains(
            new PlanTask(
                "c-1",
                PRESET,
                x.found.space(),
                PLAYLIST.toString(),
                start.minusSeconds(35),
                new SpaceLink.Space(ID),
                looks));
  }

  @Test
  void a_recording_that_is_gone_again_while_it_is_waited_for_is_not_waited_for_any_longer() {
    x.found = over(Duration.ofHours(1), Duration.ofMinutes(-5), true);
    x.playlist = null;
    Looks looks = new Looks(start.minus(Duration.ofMinutes(14)), 20, null);
    ResolveTask again = new ResolveTask("c-1", new SpaceLink.Space(ID), PRESET, null, looks);

    Outbox.Delayed delayed = putOff(again);
    assertThat(delayed.task().looks()).isEqualTo(looks);
    clock.pass(Duration.ofSeconds(61));

    assertEnds(delayed.task(), ProblemCode.RECORDING_NOT_READY);
  }

  @Test
  void calls_the_recording_of_an_old_space_expired() {
    x.playlist = null;

    assertEnds(ProblemCode.RECORDING_EXPIRED);
  }

  @Test
  void waits_for_the_recording_of_a_space_that_just_ended_and_then_says_it_is_not_ready() {
    x.found = over(Duration.ofHours(1), Duration.ofMinutes(1), true);
    x.playlist = null;
    ResolveTask task = task(new SpaceLink.Space(ID));
    Instant deadline = start.plus(Duration.ofMinutes(14));
    while (clock.instant().isBefore(deadline)) {
      Outbox.Delayed delayed = putOff(task);
      assertThat(delayed.due()).isAfter(clock.instant());
      clock.reach(delayed.due());
      task = delayed.task();
    }

    assertEnds(task, ProblemCode.RECORDING_NOT_READY);
    assertThat(clock.instant()).isBefore(deadline.plusSeconds(5));
    assertThat(outbox.events(JobEvent.Waiting.class))
        .hasSizeGreaterThan(50)
        .allSatisfy(
            waiting -> {
              assertThat(waiting.reason().code()).isEqualTo(ProblemCode.RECORDING_NOT_READY);
              assertThat(waiting.givingUpAt()).isEqualTo(deadline);
            });
  }

  @Test
  void goes_on_when_the_recording_appears_while_it_waits() {
    x.found = over(Duration.ofHours(1), Duration.ofMinutes(1), true);
    x.playlist = null;
    Outbox.Delayed delayed = putOff(task(new SpaceLink.Space(ID)));
    clock.reach(delayed.due());
    x.playlist = PLAYLIST;

    StepVerifier.create(resolver.handle(delayed.task(), 1)).verifyComplete();

    assertThat(outbox.plan()).map(PlanTask::since).contains(clock.instant());
  }

  @Test
  void is_back_soon_after_x_allows_it() {
    Instant reset = start.plusSeconds(100);
    x.answer = Mono.error(new TryLaterException(ProblemCode.UPSTREAM_RATE_LIMITED, reset));

    Outbox.Delayed delayed = putOff(task(new SpaceLink.Space(ID)));

    assertThat(delayed.due()).isBetween(reset, reset.plusSeconds(3));
    assertThat(outbox.events(JobEvent.Waiting.class))
        .singleElement()
        .satisfies(
            waiting -> {
              assertThat(waiting.until()).isEqualTo(reset);
              assertThat(waiting.givingUpAt()).isNull();
            });
  }

  @Test
  void gives_up_when_x_takes_too_long() {
    x.answer = Mono.never();

    assertEnds(ProblemCode.UPSTREAM_UNAVAILABLE);
  }

  @Test
  void leaves_what_it_does_not_know_to_another_attempt() {
    x.answer = Mono.error(new IllegalStateException("broken"));

    StepVerifier.create(resolver.handle(task(new SpaceLink.Space(ID)), 1))
        .verifyError(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SPACE_NOT_FOUND",
        "SPACE_CANCELED",
        "SPACE_NOT_RECORDED",
        "SPACE_RESTRICTED",
        "RECORDING_EXPIRED"
      })
  void asks_x_once_a_minute_for_what_is_not_to_be_had_and_says_the_same_each_time(
      ProblemCode code) {
    x.answer = Mono.error(new ProblemException(code, "As X says."));

    for (int time = 0; time < 600; time++) {
      StepVerifier.create(resolver.handle(task(new SpaceLink.Space(ID)), 1))
          .expectErrorSatisfies(
              failure ->
                  assertThat(((ProblemException) failure).problem())
                      .isEqualTo(Problem.of(code, "As X says.")))
          .verify(Duration.ofSeconds(5));
    }
    assertThat(x.asked).isEqualTo(1);

    clock.pass(Duration.ofMinutes(1));
    assertEnds(code);
    assertThat(x.asked).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"SPACE_LIVE", "SPACE_NOT_STARTED", "UPSTREAM_UNAVAILABLE"})
  void asks_anew_for_what_may_be_another_in_the_next_moment(ProblemCode code) {
    x.answer = Mono.error(new ProblemException(code));
    assertEnds(code);

    x.answer = Mono.just(x.found);
    StepVerifier.create(resolver.handle(task(new SpaceLink.Space(ID)), 1)).verifyComplete();

    assertThat(outbox.plan()).isPresent();
  }

  @Test
  void remembers_each_link_for_itself() {
    x.answer = Mono.error(new ProblemException(ProblemCode.SPACE_NOT_FOUND));
    assertEnds(ProblemCode.SPACE_NOT_FOUND);

    assertEnds(task(new SpaceLink.Space("1AAAAAAAAAAAA")), ProblemCode.SPACE_NOT_FOUND);

    assertThat(x.asked).isEqualTo(2);
  }
}
