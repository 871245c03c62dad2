package top.vetra.transcoder.ffmpeg;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import top.vetra.transcoder.testing.TestAudio;

class JaffreeFfmpegTest {

  private static final Ffmpeg.Input NOTHING = stdin -> {};

  private final Scheduler scheduler = Schedulers.newBoundedElastic(2, 10, "test");
  private final Ffmpeg ffmpeg =
      new JaffreeFfmpeg(TestAudio.PROGRAM, Duration.ofSeconds(30), scheduler);

  @AfterEach
  void stop() {
    scheduler.dispose();
  }

  @Test
  void bytesGoThroughTheProgram() {
    byte[] samples = new byte[1_000_000];
    new Random(1).nextBytes(samples);

    Ffmpeg.Output output =
        ffmpeg
            .run(
                arguments("-f u8 -ar 8000 -ac 1 -i pipe:0 -c copy -f u8 pipe:1"),
                stdin -> stdin.write(samples),
                samples.length)
            .blockOptional()
            .orElseThrow();

    assertThat(output.bytes()).isEqualTo(samples);
  }

  @Test
  void anExitStatusIsAFailureThatTellsNothingOfWhatFfmpegSaid() {
    assertThatThrownBy(() -> run("-f no-such-format -i pipe:0 -f null -"))
        .isInstanceOfSatisfying(
            FfmpegFailedException.class, failure -> assertThat(failure.isOwnVerdict()).isTrue())
        .hasMessage("ffmpeg: exit status 1");
  }

  @Test
  void aPlaylistIsNotFollowedButRefused() {
    String playlist = "#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n";
    List<String> arguments = new ArrayList<>(AacInput.arguments());
    arguments.addAll(List.of("-map", "0:a:0", "-f", "null", "-"));

    assertThatThrownBy(
            () -> ffmpeg.run(arguments, stdin -> stdin.write(playlist.getBytes(UTF_8)), 0).block())
        .isInstanceOf(FfmpegFailedException.class);
    assertThat(arguments)
        .containsSequence("-protocol_whitelist", "pipe")
        .containsSequence("-f", "aac", "-i", "pipe:0");
  }

  @Test
  void anInputThatFailsIsTheFailure() {
    RuntimeException broken = new IllegalStateException("the store is gone");

    assertThatThrownBy(
            () ->
                ffmpeg
                    .run(
                        arguments("-f u8 -i pipe:0 -f null -"),
                        stdin -> {
                          throw broken;
                        },
                        0)
                    .block())
        .isInstanceOf(FfmpegFailedException.class)
        .hasCause(broken);
  }

  @Test
  void itsEnvironmentIsEmptyAndWhatItMayUseIsBounded() {
    assertThat(runProgram("/usr/bin/env")).isEmpty();
    assertThat(
            runProgram(
                "/bin/sh", "-c", "ulimit -v; ulimit -t; ulimit -f; ulimit -c; ulimit -n; echo $$"))
        .startsWith("1048576\n30\n0\n0\n64\n");
  }

  private String runProgram(String program, String... arguments) {
    return new String(
        new JaffreeFfmpeg(Path.of(program), Duration.ofSeconds(30), scheduler)
            .run(List.of(arguments), NOTHING, 1000)
            .blockOptional()
            .orElseThrow()
            .bytes(),
        UTF_8);
  }

  @Test
  void aProgramThatCannotBeRunSaysNothingAboutItsInput() {
    assertThatThrownBy(() -> runProgram("/no/such/program"))
        .isInstanceOfSatisfying(
            FfmpegFailedException.class, failure -> assertThat(failure.isOwnVerdict()).isFalse());
  }

  /** A process that was killed takes a moment to be gone. */
  private static void awaitNoProcess() {
    await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(running()).isEmpty());
  }

  @Test
  void aRunThatTakesTooLongIsStopped() {
    Ffmpeg impatient = new JaffreeFfmpeg(TestAudio.PROGRAM, Duration.ofMillis(300), scheduler);

    assertThatThrownBy(() -> impatient.run(arguments(ENDLESS), NOTHING, 0).block())
        .isInstanceOfSatisfying(
            FfmpegFailedException.class, failure -> assertThat(failure.isOwnVerdict()).isFalse())
        .hasMessageContaining("still running after PT0.3S");
    awaitNoProcess();
  }

  @Test
  void moreOutputThanAllowedStopsIt() {
    assertThatThrownBy(
            () ->
                ffmpeg
                    .run(arguments("-f lavfi -i anoisesrc -f s16le pipe:1"), NOTHING, 100_000)
                    .block())
        .isInstanceOf(FfmpegFailedException.class)
        .hasMessageContaining("more than 100000 bytes came out");
    awaitNoProcess();
  }

  @Test
  void cancellingKillsTheProcess() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    AtomicReference<Throwable> cutOff = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(1);
    Disposable run =
        ffmpeg
            .run(
                arguments("-f u8 -ar 8000 -ac 1 -i pipe:0 -f null -"),
                stdin -> writeForEver(stdin, started, cutOff, ended),
                0)
            .subscribe();
    assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(running()).hasSize(1);

    run.dispose();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(cutOff.get()).isInstanceOf(IOException.class);
    for (ProcessHandle process : running()) {
      process.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  private static void writeForEver(
      OutputStream stdin,
      CountDownLatch started,
      AtomicReference<Throwable> cutOff,
      CountDownLatch ended)
      throws IOException {
    try {
      while (true) {
        stdin.write(new byte[8000]);
        started.countDown();
      }
    } catch (IOException e) {
      cutOff.set(e);
      throw e;
    } finally {
      ended.countDown();
    }
  }

  private static final String ENDLESS = "-re -f lavfi -i anullsrc -f null -";

  private void run(String arguments) {
    ffmpeg.run(arguments(arguments), NOTHING, 0).block();
  }

  private static List<ProcessHandle> running() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
  }

  private static List<String> arguments(String text) {
    return List.of(("-hide_banner -nostdin -v error " + text).split(" "));
  }
}
