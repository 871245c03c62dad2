package top.vetra.system.chaos.history;

import java.util.Set;

/**
 * What a client asks for.
 *
 * @param body the request's JSON
 * @param seconds length of the Space; 0 where there is no recording to be had
 * @param preset what is made of it, for one: {@code mp3-high}
 * @param outcomes what may rightly become of it: {@code completed}, or codes of problems
 * @param webhook whether its end is to be told
 */
public record Wish(
    String body, double seconds, String preset, Set<String> outcomes, boolean webhook) {

  public Wish {
    outcomes = Set.copyOf(outcomes);
  }
}
