package top.vetra.fetcher.media;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Something to be read.
 *
 * @param address where
 * @param range which bytes of it; null is all
 * @param expected whether it is known to be there, so that a refusal is worth another try
 */
public record MediaRequest(URI address, @Nullable ByteRange range, boolean expected) {

  /** A thing that may or may not be there. */
  public static MediaRequest of(URI address) {
    return new MediaRequest(address, null, false);
  }

  /** A thing that a playlist promises. */
  public static MediaRequest promised(URI address, @Nullable ByteRange range) {
    return new MediaRequest(address, range, true);
  }

  /** The same, elsewhere. */
  MediaRequest at(URI elsewhere) {
    return new MediaRequest(elsewhere, range, expected);
  }
}
