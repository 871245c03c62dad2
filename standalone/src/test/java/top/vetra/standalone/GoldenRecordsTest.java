package top.vetra.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.fetcher.plan.PlanPage;
import top.vetra.gateway.job.ConversionState;
import top.vetra.gateway.job.JobRecord;
import top.vetra.gateway.webhook.Delivery;
import top.vetra.model.event.JobEvent;
import top.vetra.model.job.Gap;
import top.vetra.model.queue.Task;
import top.vetra.model.store.ChunkReceipt;
import top.vetra.model.store.FetchSummary;
import top.vetra.model.store.Manifest;
import top.vetra.model.store.SeekTable;
import top.vetra.model.store.Timeline;
import top.vetra.model.store.Waveform;
import top.vetra.pipeline.json.RecordJson;

/**
 * Every form in which any version has written a record, in {@code golden/TYPE/NUMBER.json}, the
 * newest last. Services of two versions run side by side while they are updated, and records lie in
 * the log, in Redis and in the object store for days.
 *
 * <p>Whoever adds a component gives the type one more file, with the new component in it; it has to
 * be a primitive or nullable, since earlier forms do not have it.
 */
class GoldenRecordsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static final JsonMapper READER = RecordJson.mapper();

  /** Leaves nothing out. */
  private static final JsonMapper WRITER =
      JsonMapper.builder()
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public JsonInclude.Value findPropertyInclusion(
                    MapperConfig<?> config, Annotated annotated) {
                  return JsonInclude.Value.empty();
                }
              })
          .build();

  private static final List<Class<?>> STORED =
      List.of(
          Manifest.class,
          PlanPage.class,
          ChunkReceipt.class,
          FetchSummary.class,
          Timeline.class,
          Gap[].class,
          Waveform.class,
          SeekTable.class,
          JobRecord.class,
          ConversionState.class,
          Delivery.class);

  static Stream<Class<?>> types() {
    return Stream.of(
            Stream.of(Task.class.getPermittedSubclasses()),
            Stream.of(JobEvent.class.getPermittedSubclasses()),
            STORED.stream())
        .flatMap(types -> types);
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_form_that_was_ever_written_is_read(Class<?> type) throws IOException {
    for (Path form : forms(type)) {
      assertThat(READER.readValue(Files.readAllBytes(form), readAs(type)))
          .as("%s", form)
          .isInstanceOf(type);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_newest_form_shows_all_that_is_written(Class<?> type) throws IOException {
    List<Path> forms = forms(type);
    Path newest = forms.get(forms.size() - 1);
    JsonNode golden = READER.readTree(Files.readAllBytes(newest));
    JsonNode written =
        WRITER.readTree(
            WRITER
                .writerFor(readAs(type))
                .writeValueAsBytes(READER.treeToValue(golden, readAs(type))));
    assertThat(written)
        .as("%s is not all of a %s: give it another form", newest, type.getSimpleName())
        .isEqualTo(golden);
  }

  @ParameterizedTest
  @MethodSource("types")
  void what_later_versions_add_is_ignored(Class<?> type) throws IOException {
    for (Path form : forms(type)) {
      if (READER.readTree(Files.readAllBytes(form)) instanceof ObjectNode record) {
        record.putArray("later");
        assertThat(READER.treeToValue(record, readAs(type))).isInstanceOf(type);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void an_empty_record_is_none(Class<?> type) {
    String empty = type.isArray() ? "[{}, null, 1]" : "{}";
    assertThatThrownBy(() -> READER.readValue(empty, type)).isInstanceOf(JacksonException.class);
  }

  private static Class<?> readAs(Class<?> type) {
    return JobEvent.class.isAssignableFrom(type) ? JobEvent.class : type;
  }

  private static List<Path> forms(Class<?> type) throws IOException {
    String name = type.isArray() ? "ChunkGaps" : type.getSimpleName();
    try (Stream<Path> files = Files.list(GOLDEN.resolve(name))) {
      return files.sorted(Comparator.comparing(GoldenRecordsTest::number)).toList();
    }
  }

  private static Integer number(Path form) {
    return Integer.valueOf(
        Objects.requireNonNull(form.getFileName()).toString().replace(".json", ""));
  }
}
