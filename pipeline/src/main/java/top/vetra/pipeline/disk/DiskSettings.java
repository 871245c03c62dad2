package top.vetra.pipeline.disk;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How full the disk may become.
 *
 * @param folder on the disk; null where everything is stored elsewhere, whose room is not ours to
 *     watch
 * @param floor free space below which no new work is accepted; 0 for none
 * @param budget how much results may take before the oldest go; null for no limit
 * @param patience how long work waits for room before it ends
 */
@ConfigurationProperties("vetra.disk")
public record DiskSettings(
    @Nullable Path folder,
    @DefaultValue("2GB") DataSize floor,
    @Nullable DataSize budget,
    @DefaultValue("PT30M") Duration patience) {

  public DiskSettings {
    if (floor.isNegative()) {
      throw new IllegalArgumentException("floor: " + floor + " (expected: >= 0)");
    }
    if (budget != null && budget.toBytes() <= 0) {
      throw new IllegalArgumentException("budget: " + budget + " (expected: > 0)");
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience: " + patience + " (expected: > 0)");
    }
  }
}
