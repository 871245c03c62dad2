package top.vetra.xsimulator.space;

import java.util.Random;

/** Names and numbers that follow from a text alone, so that every run of the simulator is alike. */
public final class Derived {

  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Derived() {}

  /** Decimal digits, the first one being 1. */
  public static String digits(String from, int count) {
    Random random = new Random(seed(from));
    StringBuilder digits = new StringBuilder("1");
    while (digits.length() < count) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  public static String letters(String from, int count) {
    Random random = new Random(seed(from));
    StringBuilder letters = new StringBuilder();
    while (letters.length() < count) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }

  /** A Space id as X makes them: 1 and 12 letters, of which the first 7 can still be read. */
  public static String spaceId(String name) {
    StringBuilder readable = new StringBuilder();
    for (String word : name.split("[^0-9A-Za-z]+", -1)) {
      if (!word.isEmpty()) {
        readable.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    String start = readable.substring(0, Math.min(7, readable.length()));
    return "1" + start + letters(name, 12 - start.length());
  }

  public static long seed(String from) {
    long seed = 1125899906842597L;
    for (int i = 0; i < from.length(); i++) {
      seed = 31 * seed + from.charAt(i);
    }
    return seed;
  }
}
