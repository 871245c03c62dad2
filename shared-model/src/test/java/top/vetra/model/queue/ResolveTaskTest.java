package top.vetra.model.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.model.job.Format;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Quality;
import top.vetra.model.link.SpaceLink;
import top.vetra.model.queue.ResolveTask.Waited;

class ResolveTaskTest {

  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  private final JsonMapper json = new JsonMapper();
  private final ResolveTask task =
      new ResolveTask(
          "c-1", new SpaceLink.Space("1yNGaYRQEpeGj"), new Preset(Format.MP3, Quality.BEST, true));

  @Test
  void survives_the_queue() {
    ResolveTask waiting = task.afterWaitFrom(NOON);

    assertThat(json.readValue(json.writeValueAsBytes(task), ResolveTask.class)).isEqualTo(task);
    assertThat(json.readValue(json.writeValueAsBytes(waiting), ResolveTask.class))
        .isEqualTo(waiting);
  }

  @Test
  void counts_its_waits_from_the_first() {
    ResolveTask twice = task.afterWaitFrom(NOON).afterWaitFrom(NOON.plusSeconds(60));

    assertThat(twice.waited()).isEqualTo(new Waited(NOON, 2));
  }

  @Test
  void is_read_without_the_waits_that_older_services_do_not_write() {
    String older =
        """
        {"conversionId": "c-1", "link": {"kind": "space", "id": "1yNGaYRQEpeGj"},
         "preset": {"format": "mp3", "quality": "best", "allowGaps": true}}
        """;

    assertThat(json.readValue(older, ResolveTask.class)).isEqualTo(task);
  }
}
