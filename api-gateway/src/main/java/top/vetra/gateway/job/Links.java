package top.vetra.gateway.job;

import java.time.Instant;
import top.vetra.model.job.ResultFile;
import top.vetra.pipeline.store.ObjectStore.SignedLink;

/** Signed links to finished files. */
public interface Links {

  /**
   * A link with at least half of its life left: the stored one while it is young, else a new one.
   *
   * @param file the finished file
   * @param completedAt when it was finished
   * @param now the time
   */
  SignedLink current(ResultFile file, Instant completedAt, Instant now);

  /**
   * A new link. It does not outlive the file.
   *
   * @param file the finished file
   * @param completedAt when it was finished
   * @param now the time
   */
  SignedLink fresh(ResultFile file, Instant completedAt, Instant now);
}
