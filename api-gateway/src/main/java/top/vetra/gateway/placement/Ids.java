package top.vetra.gateway.placement;

import java.security.SecureRandom;

/** Makes names that nobody can guess: whoever has a job's id may see and cancel the job. */
public final class Ids {

  /** Lower case without the letters that are taken for digits, so that it can be read out. */
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  /** 26 times 5 bits. */
  private static final int LENGTH = 26;

  private static final SecureRandom RANDOM = new SecureRandom();

  private Ids() {}

  /** A new name of 130 random bits. */
  public static String next() {
    byte[] random = new byte[LENGTH];
    RANDOM.nextBytes(random);
    char[] id = new char[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      id[i] = ALPHABET[random[i] & 31];
    }
    return new String(id);
  }
}
