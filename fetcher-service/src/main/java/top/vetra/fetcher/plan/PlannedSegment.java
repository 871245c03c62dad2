package top.vetra.fetcher.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import top.vetra.fetcher.media.ByteRange;

/**
 * A segment to fetch.
 *
 * @param index its place in the playlist, from 0
 * @param address where it lies, on a host that was allowed when the plan was made
 * @param seconds its length by the playlist
 * @param range which bytes of the resource; null is all
 * @param cipher how it is encrypted; null is not at all
 * @param at when it was recorded; null if the playlist does not say
 * @param missing whether the playlist itself says that it is not there
 * @param last whether the recording ends with it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedSegment(
    int index,
    URI address,
    double seconds,
    @Nullable ByteRange range,
    @Nullable Cipher cipher,
    @Nullable Instant at,
    boolean missing,
    boolean last) {

  /**
   * AES-128 in CBC mode.
   *
   * @param keyAddress where the key lies
   * @param iv 32 hexadecimal digits
   */
  public record Cipher(URI keyAddress, String iv) {}
}
