package top.vetra.model.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text that somebody may paste, and what it is read as. The page's script is held to the same
 * list.
 *
 * @param text as pasted
 * @param reads the {@link SpaceLink#key} of the link; null if it is refused
 * @param clip the clip that it names; null for none
 * @param start where to begin, in seconds; null if it does not say
 * @param refused the problem's code; null if it is read
 */
record PastedText(
    String text,
    @Nullable String reads,
    @Nullable String clip,
    @Nullable Integer start,
    @Nullable String refused) {

  static List<PastedText> all() {
    try (InputStream json = PastedText.class.getResourceAsStream("pasted-texts.json")) {
      return JsonMapper.builder().build().readValue(json, new TypeReference<List<PastedText>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
