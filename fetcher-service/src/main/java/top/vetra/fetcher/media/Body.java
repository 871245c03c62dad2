package top.vetra.fetcher.media;

/**
 * Takes an answer's body piece by piece, so that nothing larger than its result is ever held.
 *
 * @param <T> what becomes of it
 */
public interface Body<T> {

  /**
   * Takes the next piece, of any length. Whatever it throws ends the reading: a {@link
   * MediaException} may be tried again, anything else is final.
   */
  void accept(byte[] piece);

  /** Called once, after the last piece. */
  T finish();
}
