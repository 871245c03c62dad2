package top.vetra.transcoder.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import top.vetra.model.store.ObjectKeys;
import top.vetra.model.store.Timeline;
import top.vetra.transcoder.testing.InMemoryObjectStore;

class TimelinesTest {

  private static final String RESULT = "results/1space/mp3-high-c.mp3";

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Timelines timelines = new Timelines(store);

  @Test
  void theTimelinesOfAllChunksBecomeOneInOrder() {
    var ann = new Timeline.Participant("1", "ann", null);
    var bob = new Timeline.Participant("2", "bob", null);
    chunk(0, new Timeline(List.of(ann), List.of(moment(0, "1"), moment(59, "1"))));
    chunk(2, new Timeline(List.of(ann, bob), List.of(moment(121, "2"))));

    timelines.join("c", RESULT).block();

    assertThat(store.getJson(ObjectKeys.timelineOf(RESULT), Timeline.class).block())
        .isEqualTo(
            new Timeline(
                List.of(ann, bob), List.of(moment(0, "1"), moment(59, "1"), moment(121, "2"))));
  }

  @Test
  void whereNothingIsKnownThereIsNoTimeline() {
    timelines.join("c", RESULT).block();
    chunk(0, new Timeline(List.of(), List.of()));
    timelines.join("c", RESULT).block();

    assertThat(store.exists(ObjectKeys.timelineOf(RESULT)).block()).isFalse();
  }

  @Test
  void aTimelineThatCannotBeReadCostsNothingButTheTimeline() {
    store.put(ObjectKeys.chunkTimeline("c", 0), new byte[] {'?'}, "application/json").block();

    timelines.join("c", RESULT).block();

    assertThat(store.exists(ObjectKeys.timelineOf(RESULT)).block()).isFalse();
  }

  private void chunk(int chunk, Timeline timeline) {
    store.putJson(ObjectKeys.chunkTimeline("c", chunk), timeline).block();
  }

  private static Timeline.Moment moment(int second, String who) {
    return new Timeline.Moment(second, Map.of(who, 9));
  }
}
