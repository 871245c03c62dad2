package top.vetra.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import top.vetra.gateway.ApiDescription;
import top.vetra.gateway.webhook.Deliveries;
import top.vetra.gateway.webhook.Delivery;
import top.vetra.gateway.webhook.Failure;
import top.vetra.model.job.Format;
import top.vetra.model.job.Gap;
import top.vetra.model.job.Job;
import top.vetra.model.job.JobStatus;
import top.vetra.model.job.Progress;
import top.vetra.model.job.Quality;
import top.vetra.model.job.Result;
import top.vetra.model.job.Space;
import top.vetra.model.problem.Problem;
import top.vetra.model.problem.ProblemCode;

/** The published description says what the code does. */
class ApiDescriptionTest {

  private final ApiDescription description = ApiDescription.read();
  private final JsonNode schemas = description.document().at("/components/schemas");

  @ParameterizedTest
  @ValueSource(
      classes = {
        Job.class,
        Progress.class,
        Space.class,
        Space.Participant.class,
        Result.class,
        Gap.class,
        Problem.class,
        Deliveries.class,
        Delivery.class
      })
  void every_field_is_described(Class<? extends Record> type) {
    assertThat(schemas.get(type.getSimpleName()).get("properties").propertyNames())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(type.getRecordComponents()).map(field -> field.getName()).toList());
  }

  @Test
  void every_choice_is_described() throws NoSuchFieldException {
    assertThat(choices("/Job/properties/status")).isEqualTo(names(JobStatus.class));
    assertThat(choices("/JobRequest/properties/format")).isEqualTo(names(Format.class));
    assertThat(choices("/JobRequest/properties/quality")).isEqualTo(names(Quality.class));
    assertThat(choices("/Delivery/properties/trigger")).isEqualTo(names(Delivery.Trigger.class));
    assertThat(choices("/Delivery/properties/failure")).isEqualTo(names(Failure.class));
    assertThat(choices("/Problem/properties/code"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList());
  }

  @Test
  void every_example_is_as_its_schema_says() {
    List<String> complaints = new ArrayList<>();
    int examples = 0;
    for (JsonNode holder : description.document().findParents("schema")) {
      for (JsonNode value : examples(holder)) {
        examples++;
        complaints.addAll(description.complaints(holder.get("schema"), value));
      }
    }
    assertThat(complaints).isEmpty();
    assertThat(examples).isGreaterThan(15);
  }

  @Test
  void examples_of_problems_are_told_in_the_words_of_their_codes() {
    for (JsonNode holder : description.document().findParents("schema")) {
      for (JsonNode problem : examples(holder)) {
        if (problem.has("detail")) {
          ProblemCode code = ProblemCode.of(problem.get("code").asString());
          assertThat(problem.get("title").asString()).isEqualTo(code.title());
          assertThat(problem.get("type").asString()).isEqualTo(Problem.of(code).type());
        }
      }
    }
  }

  private static List<JsonNode> examples(JsonNode holder) {
    List<JsonNode> values = new ArrayList<>();
    if (holder.has("example")) {
      values.add(holder.get("example"));
    }
    holder.path("examples").forEach(example -> values.add(example.get("value")));
    return values;
  }

  @Test
  void every_reference_leads_somewhere() {
    for (JsonNode holder : description.document().findParents("$ref")) {
      assertThat(description.resolve(holder).isObject()).as(holder.toString()).isTrue();
    }
  }

  private List<String> choices(String pointer) {
    return StreamSupport.stream(schemas.at(pointer + "/enum").spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }

  private static <E extends Enum<E>> List<String> names(Class<E> type) throws NoSuchFieldException {
    List<String> names = new ArrayList<>();
    for (E value : type.getEnumConstants()) {
      JsonProperty property = type.getField(value.name()).getAnnotation(JsonProperty.class);
      names.add(Objects.requireNonNull(property).value());
    }
    return names;
  }
}
