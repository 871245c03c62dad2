package top.vetra.pipeline.json;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * How tasks, events, stored objects and Redis records are read. They outlive the version that wrote
 * them: a number or flag that it did not know yet is 0 or false, what it knew and we do not is
 * ignored. A component that must not be null has to be there; a record without it is no record.
 */
public final class RecordJson {

  private RecordJson() {}

  /** Has a mapper read this way. */
  public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
    return builder
        .disable(
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .annotationIntrospector(new RequiredUnlessNullable());
  }

  /** A mapper that reads this way and has no other settings. */
  public static JsonMapper mapper() {
    return configure(JsonMapper.builder()).build();
  }

  private static final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
      if (member instanceof AnnotatedParameter parameter
          && parameter.getDeclaringClass().isRecord()) {
        RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
        // Only the canonical constructor names all components.
        if (parameter.getOwner().getParameterCount() == components.length) {
          AnnotatedType type = components[parameter.getIndex()].getAnnotatedType();
          return !parameter.getRawType().isPrimitive() && !type.isAnnotationPresent(Nullable.class);
        }
      }
      return super.hasRequiredMarker(config, member);
    }
  }
}
