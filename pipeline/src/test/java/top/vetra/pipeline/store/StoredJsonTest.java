package top.vetra.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import top.vetra.model.problem.ProblemException;
import top.vetra.model.store.Manifest;
import top.vetra.model.store.Waveform;
import top.vetra.pipeline.json.RecordJson;

class StoredJsonTest {

  /** A problem ends its conversion at once; anything else would be tried again. */
  @ParameterizedTest
  @ValueSource(strings = {"{}", "", "null", "{\"space\": {\"id\"", "[]"})
  void whatCannotBeReadIsAProblem(String stored) {
    assertThatThrownBy(() -> read(stored, Manifest.class)).isInstanceOf(ProblemException.class);
  }

  @Test
  void whatCanBeReadIsRead() {
    assertThat(read("{\"peaks\":[1]}", Waveform.class).peaks()).containsExactly(1);
  }

  private static <T> T read(String stored, Class<T> type) {
    return StoredJson.read(
        RecordJson.mapper(), "work/c/one.json", stored.getBytes(StandardCharsets.UTF_8), type);
  }
}
