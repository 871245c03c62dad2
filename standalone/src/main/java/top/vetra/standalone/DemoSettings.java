package top.vetra.standalone;

import java.time.Duration;
import java.util.Map;
import top.vetra.standalone.stack.StartFailure;

/**
 * How the stand-in for X behaves.
 *
 * @param seconds length of the Space to try
 * @param latency wait before each of its answers
 */
public record DemoSettings(int seconds, Duration latency) {

  private static final int USUAL_SECONDS = 600;
  private static final int MOST_SECONDS = 43_200;
  private static final int MOST_LATENCY_MS = 60_000;

  public static DemoSettings from(Map<String, String> environment) {
    return new DemoSettings(
        number(environment, "VETRA_DEMO_SECONDS", USUAL_SECONDS, 1, MOST_SECONDS),
        Duration.ofMillis(number(environment, "VETRA_DEMO_LATENCY_MS", 0, 0, MOST_LATENCY_MS)));
  }

  private static int number(
      Map<String, String> environment, String name, int usual, int least, int most) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      return usual;
    }
    int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
    if (number < least || number > most) {
      throw new StartFailure(
          name + " is " + value + " (expected: a number from " + least + " to " + most + ").");
    }
    return number;
  }
}
