package top.vetra.standalone.get;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.model.job.Job;
import top.vetra.model.job.Result;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** Asks for one job and stays with it until its file is here. */
final class JobFollower {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  /** A stack that is being restarted goes on with its jobs. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int DOWNLOAD_TRIES = 3;

  private final VetraApi api;
  private final ProgressLine progress;
  private volatile @Nullable Job unfinished;

  JobFollower(VetraApi api, ProgressLine progress) {
    this.api = api;
    this.progress = progress;
  }

  /** The completed job; whatever else becomes of it is thrown. */
  Job finish(String link) throws IOException, InterruptedException {
    Job job = api.submit(link);
    unfinished = job;
    while (!job.status().isFinal()) {
      progress.show(job);
      Thread.sleep(BETWEEN_LOOKS.toMillis());
      job = look(job);
    }
    unfinished = null;
    progress.show(job);
    Problem error = job.error();
    if (error != null) {
      throw new ProblemException(error.code(), error.detail());
    }
    if (job.result() == null) {
      throw new ProblemException(ProblemCode.INTERNAL, "The job was canceled before it was done.");
    }
    return job;
  }

  private Job look(Job job) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return api.job(job);
      } catch (IOException e) {
        if (Instant.now().isAfter(deadline)) {
          throw e;
        }
        Thread.sleep(BETWEEN_LOOKS.toMillis());
      }
    }
  }

  /** Cancels what is not finished: after Ctrl-C nobody waits for the file any more. */
  void giveUp() {
    Job job = unfinished;
    if (job == null) {
      return;
    }
    try {
      api.cancel(job);
    } catch (IOException e) {
      progress.say("The job could not be canceled: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Path download(Job completed, Target target) throws IOException, InterruptedException {
    Job job = completed;
    for (int attempt = 1; ; attempt++) {
      Result result = job.result();
      if (result == null) {
        throw new IOException("the file is gone");
      }
      try (InputStream bytes = api.open(result.url())) {
        return target.save(new Download(bytes, result.fileName(), result.sizeBytes(), progress));
      } catch (TargetException e) {
        throw e;
      } catch (IOException e) {
        if (attempt == DOWNLOAD_TRIES) {
          throw e;
        }
        Thread.sleep(BETWEEN_LOOKS.toMillis());
        job = api.job(job);
      }
    }
  }
}
