package top.vetra.transcoder;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import reactor.core.scheduler.Scheduler;
import top.vetra.ffmpeg.FfmpegNotFoundException;
import top.vetra.ffmpeg.FfmpegProgram;
import top.vetra.transcoder.encode.ChunkEncoder;
import top.vetra.transcoder.encode.ProgramTrial;
import top.vetra.transcoder.ffmpeg.Ffmpeg;
import top.vetra.transcoder.ffmpeg.JaffreeFfmpeg;

/**
 * The programs, with the threads that wait for them.
 *
 * @param program encodes: the configured one, or the bundled one
 * @param judge tells which audio is damaged: the bundled one wherever it runs
 * @param missed the kinds of damage that {@code program} takes for audio
 */
record FfmpegRuns(Path program, Path judge, List<String> missed, Scheduler scheduler) {

  private static final Logger log = LoggerFactory.getLogger(FfmpegRuns.class);

  private static final Duration TRIAL_WITHIN = Duration.ofMinutes(1);

  /**
   * Only a configured program is tried: the bundled one is what the tests ran with.
   *
   * @throws FfmpegNotFoundException when there is no program that makes MP3
   */
  static FfmpegRuns of(TranscoderSettings settings, Scheduler scheduler) {
    Path program = FfmpegProgram.locate(settings.ffmpeg(), settings.programCache());
    if (settings.ffmpeg() == null || settings.ffmpeg().isBlank()) {
      return new FfmpegRuns(program, program, List.of(), scheduler);
    }
    ProgramTrial trial = trial(program, scheduler);
    if (!trial.makesMp3()) {
      throw new FfmpegNotFoundException(
          "VETRA_FFMPEG: "
              + program
              + " makes no MP3 (expected: an ffmpeg with libmp3lame; without the setting, the"
              + " bundled one is used)");
    }
    Path judge = judge(program, settings.programCache(), scheduler);
    if (!trial.missed().isEmpty()) {
      log.warn(
          "VETRA_FFMPEG: {} takes damaged audio for whole ({}); {}",
          program,
          String.join(", ", trial.missed()),
          judge.equals(program) ? "such gaps will not be named" : "the bundled ffmpeg judges");
    }
    return new FfmpegRuns(program, judge, trial.missed(), scheduler);
  }

  private static ProgramTrial trial(Path program, Scheduler scheduler) {
    return ProgramTrial.of(new JaffreeFfmpeg(program, TRIAL_WITHIN, scheduler))
        .blockOptional()
        .orElseThrow();
  }

  /** A program is configured also where the bundled one does not run. */
  private static Path judge(Path program, Path cache, Scheduler scheduler) {
    try {
      Path bundled = FfmpegProgram.bundled(cache);
      if (trial(bundled, scheduler).missed().isEmpty()) {
        return bundled;
      }
      log.warn("The bundled ffmpeg does not run here: {} judges damage", program);
    } catch (FfmpegNotFoundException e) {
      log.warn("{}: {} judges damage", e.getMessage(), program);
    }
    return program;
  }

  Ffmpeg within(Duration limit) {
    return new JaffreeFfmpeg(program, limit, scheduler);
  }

  /** Encodes; where another program judges damage, that one is asked about every chunk. */
  ChunkEncoder encoder(Duration limit) {
    Ffmpeg ffmpeg = within(limit);
    return judge.equals(program)
        ? new ChunkEncoder(ffmpeg)
        : new ChunkEncoder(ffmpeg, new JaffreeFfmpeg(judge, limit, scheduler));
  }

  /** For operators: which programs run, and what the encoder misses. */
  Health health() {
    return Health.up()
        .withDetail("program", program.toString())
        .withDetail("judgesDamage", judge.toString())
        .withDetail("missesDamage", missed)
        .build();
  }
}
