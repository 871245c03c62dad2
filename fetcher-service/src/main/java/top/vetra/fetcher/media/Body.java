package top.vetra.fetcher.media;

import java.net.URI;

/**
 * Takes an answer's body piece by piece, so that nothing larger than its result is ever held.
 *
 * @param <T> what becomes of it
 */
public interface Body<T> {

  /** Tells, before the first piece, where it comes from: redirects may have led there. */
  default void from(URI address) {}

  /**
   * Takes the next piece, of any length. Whatever it throws ends the reading: a {@link
   * MediaException} may be tried again, anything else is final.
   */
  void accept(byte[] piece);

  /** Called once, after the last piece. */
  T finish();
}
