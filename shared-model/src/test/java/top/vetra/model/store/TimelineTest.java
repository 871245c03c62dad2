package top.vetra.model.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import top.vetra.model.store.Timeline.Moment;
import top.vetra.model.store.Timeline.Participant;

class TimelineTest {

  private static final Participant ADA = new Participant("1ada", "ada", null);
  private static final Participant BO = new Participant("1bo", "bo", "https://pbs.twimg.com/bo");

  @Test
  void joined_timelines_name_everybody_once_and_each_second_once() {
    Timeline first =
        new Timeline(
            List.of(ADA),
            List.of(new Moment(0, Map.of("host", 9)), new Moment(1, Map.of("1ada", 5, "host", 8))));
    Timeline second =
        new Timeline(
            List.of(ADA, BO),
            List.of(new Moment(1, Map.of("1ada", 12)), new Moment(2, Map.of("1bo", 30))));

    assertThat(Timeline.join(List.of(first, second)))
        .isEqualTo(
            new Timeline(
                List.of(ADA, BO),
                List.of(
                    new Moment(0, Map.of("host", 9)),
                    new Moment(1, Map.of("1ada", 12, "host", 8)),
                    new Moment(2, Map.of("1bo", 30)))));
  }

  @Test
  void a_timeline_survives_storage() {
    JsonMapper json = JsonMapper.builder().build();
    Timeline timeline = new Timeline(List.of(ADA, BO), List.of(new Moment(3, Map.of("1bo", 7))));

    assertThat(json.readValue(json.writeValueAsBytes(timeline), Timeline.class))
        .isEqualTo(timeline);
  }
}
