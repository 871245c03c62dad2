package top.vetra.pipeline.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** Reads stored JSON, so that what cannot be read ends its conversion instead of being retried. */
final class StoredJson {

  private static final Logger log = LoggerFactory.getLogger(StoredJson.class);

  private StoredJson() {}

  /** The value; a {@link ProblemException} ({@code internal}) if the body is none. */
  static <T> T read(ObjectMapper json, String key, byte[] body, Class<T> type) {
    T value = null;
    try {
      value = json.readValue(body, type);
    } catch (JacksonException e) {
      log.error("object {} is not readable", key, e);
    }
    if (value == null) {
      throw new ProblemException(ProblemCode.INTERNAL);
    }
    return value;
  }
}
