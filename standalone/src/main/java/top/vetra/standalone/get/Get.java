package top.vetra.standalone.get;

import java.io.IOException;
import java.nio.file.Path;
import top.vetra.model.job.Job;
import top.vetra.model.problem.ProblemException;
import top.vetra.standalone.Settings;
import top.vetra.standalone.stack.StartFailure;

/** One Space from link to file, in the terminal: {@code get LINK [-o FILE]}. */
public final class Get {

  private static final String USAGE = "usage: vetra get LINK [-o FILE]";

  private Get() {}

  /** Returns the exit code: 0 saved, 1 not saved (and why is on stderr), 2 misused. */
  public static int run(String[] args) throws InterruptedException {
    GetOptions options;
    try {
      options = GetOptions.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      return 2;
    }
    boolean terminal = Boolean.getBoolean("vetra.terminal");
    ProgressLine progress = new ProgressLine(System.err, terminal);
    try {
      save(options, progress);
      return 0;
    } catch (ProblemException e) {
      progress.say(e.problem().title() + ". " + e.problem().detail());
    } catch (StartFailure e) {
      progress.say(e.sentence());
    } catch (IOException e) {
      progress.say("The recording could not be saved: " + e.getMessage());
    }
    return 1;
  }

  private static void save(GetOptions options, ProgressLine progress)
      throws IOException, InterruptedException {
    Target target = Target.of(options.output());
    try (StackAccess access =
        StackAccess.find(Settings.from(System.getenv()), options.link(), progress)) {
      JobFollower follower = new JobFollower(new VetraApi(access.base()), progress);
      access.whenInterrupted(follower::giveUp);
      Job job = follower.finish(options.link());
      Path file = follower.download(job, target);
      progress.end();
      if (!target.isStandardOutput()) {
        System.out.println(file);
      }
    }
  }
}
