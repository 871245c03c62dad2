package top.vetra.standalone.stack;

import java.util.Map;
import java.util.Optional;

/** What the services stand on, started before and stopped after them. */
interface Ground extends AutoCloseable {

  /** What the services must be told to find it. */
  Map<String, String> properties();

  /** A link that can be tried with it. */
  default Optional<String> link() {
    return Optional.empty();
  }
}
