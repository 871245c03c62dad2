package top.vetra.transcoder.ffmpeg;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Runs the program through jaffree, each run on a thread of a bounded scheduler. */
public final class JaffreeFfmpeg implements Ffmpeg {

  private static final Logger log = LoggerFactory.getLogger(JaffreeFfmpeg.class);

  private final Path program;
  private final Duration limit;
  private final Scheduler scheduler;

  /**
   * Runs this program.
   *
   * @param program the ffmpeg to start
   * @param limit how long a run may take
   * @param scheduler where its callers may block; its threads bound how many run at a time
   */
  public JaffreeFfmpeg(Path program, Duration limit, Scheduler scheduler) {
    this.program = program;
    this.limit = limit;
    this.scheduler = scheduler;
  }

  @Override
  public Mono<Output> run(List<String> arguments, Input input, int outputLimit) {
    return Mono.defer(
        () -> {
          PipedProcess process = new PipedProcess(program, arguments, input, outputLimit, limit);
          return Mono.fromCallable(process::execute)
              .subscribeOn(scheduler)
              .map(ending -> result(process, ending))
              .doOnCancel(process::kill);
        });
  }

  private static Output result(PipedProcess process, PipedProcess.Ending ending) {
    if (ending.problem() == null) {
      return new Output(process.output(), process.log());
    }
    log.warn("ffmpeg failed: {}; it said: {}", ending.problem(), process.log());
    throw new FfmpegFailedException(
        "ffmpeg: " + ending.problem(), ending.ownVerdict(), process.inputFailure());
  }
}
