package top.vetra.resolver.x.call;

import java.util.List;

/**
 * A GraphQL query of X's web client.
 *
 * @param ids its query ids, the likeliest first: X changes them, and older ones go on working for a
 *     while
 * @param featuresOn the feature switches sent as true; X refuses a query that lacks one it asks for
 * @param featuresOff the feature switches sent as false
 */
public record QuerySettings(List<String> ids, List<String> featuresOn, List<String> featuresOff) {

  private static final String WORD = "[A-Za-z0-9_-]+";

  public QuerySettings {
    ids = words("query id", ids);
    featuresOn = words("feature", featuresOn);
    featuresOff = words("feature", featuresOff);
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("query ids: none (expected: at least one)");
    }
  }

  private static List<String> words(String what, List<String> words) {
    for (String word : words) {
      if (!word.matches(WORD)) {
        throw new IllegalArgumentException(what + ": " + word + " (expected: " + WORD + ")");
      }
    }
    return List.copyOf(words);
  }
}
