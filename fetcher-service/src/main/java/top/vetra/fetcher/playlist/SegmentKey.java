package top.vetra.fetcher.playlist;

import org.jspecify.annotations.Nullable;

/**
 * How segments are encrypted: AES-128 in CBC mode with PKCS7 padding, the only method beside none
 * that has been seen.
 *
 * @param uri where the key lies, as written in the playlist
 * @param iv 32 hexadecimal digits; null means the media sequence number
 */
public record SegmentKey(String uri, @Nullable String iv) {}
