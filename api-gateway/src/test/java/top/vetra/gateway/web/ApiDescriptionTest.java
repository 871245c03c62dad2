package top.vetra.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
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

  private final JsonNode schemas = read().at("/components/schemas");

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

  private List<String> choices(String pointer) {
    return StreamSupport.stream(schemas.at(pointer + "/enum").spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }

  private static <E extends Enum<E>> List<String> names(Class<E> type) throws NoSuchFieldException {
    List<String> names = new java.util.ArrayList<>();
    for (E value : type.getEnumConstants()) {
      JsonProperty property = type.getField(value.name()).getAnnotation(JsonProperty.class);
      names.add(Objects.requireNonNull(property).value());
    }
    return names;
  }

  private static JsonNode read() {
    try (InputStream file =
        Objects.requireNonNull(
            ApiDescriptionTest.class.getResourceAsStream("/static/api/v1/openapi.json"))) {
      return JsonMapper.builder().build().readTree(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
