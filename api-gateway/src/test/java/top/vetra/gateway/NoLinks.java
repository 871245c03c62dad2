package top.vetra.gateway;

import java.time.Instant;
import top.vetra.gateway.job.Links;
import top.vetra.model.job.ResultFile;
import top.vetra.pipeline.store.ObjectStore.SignedLink;

/** For tests in which no file is finished. */
public final class NoLinks implements Links {

  @Override
  public SignedLink current(ResultFile file, Instant completedAt, Instant now) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SignedLink fresh(ResultFile file, Instant completedAt, Instant now) {
    throw new UnsupportedOperationException();
  }
}
