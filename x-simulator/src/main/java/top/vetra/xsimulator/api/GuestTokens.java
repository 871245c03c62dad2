package top.vetra.xsimulator.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The guest tokens that were given out. Each is good for a number of calls in a quarter hour. */
final class GuestTokens {

  private static final int REMEMBERED = 10_000;
  private static final long FIRST = 1_900_000_000_000_000_000L;
  private static final long STEP = 7_919_000_001L;

  private final Map<String, GuestToken> tokens = new LinkedHashMap<>();
  private final int callsEach;
  private long given;

  GuestTokens(int callsEach) {
    this.callsEach = callsEach;
  }

  /** A new token of 19 digits. */
  synchronized String activate() {
    String digits = String.valueOf(FIRST + given++ * STEP);
    tokens.put(digits, new GuestToken(callsEach));
    if (tokens.size() > REMEMBERED) {
      tokens.remove(tokens.keySet().iterator().next());
    }
    return digits;
  }

  synchronized @Nullable GuestToken find(@Nullable String digits) {
    return digits == null ? null : tokens.get(digits);
  }
}
