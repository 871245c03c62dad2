package top.vetra.resolver.x.space;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** For whom alone a Space is, where its host has not made it for everybody. */
enum Restriction {
  EMPLOYEES("This Space was for employees of X only. You could ask the host for a copy."),

  SUBSCRIBERS(
      "This Space is for its host's subscribers only. Who has subscribed can hear it on X, and could"
          + " ask the host for a copy."),

  LOCKED(
      "The host has locked this Space: only people whom the host lets in can hear it. You could ask"
          + " the host for a copy.");

  private final String detail;

  Restriction(String detail) {
    this.detail = detail;
  }

  /** What {@code metadata} says; {@code narrow_cast_space_type} 0 is everybody. */
  static Optional<Restriction> in(JsonNode metadata) {
    return switch (metadata.path("narrow_cast_space_type").asInt(0)) {
      case 1 -> Optional.of(EMPLOYEES);
      case 2 -> Optional.of(SUBSCRIBERS);
      default ->
          metadata.path("is_locked").asBoolean(false) ? Optional.of(LOCKED) : Optional.empty();
    };
  }

  /** A sentence for a person, saying what to do next. */
  String detail() {
    return detail;
  }
}
