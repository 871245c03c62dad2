package top.vetra.fetcher.chunk;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import reactor.core.publisher.Mono;
import top.vetra.fetcher.media.MediaException;
import top.vetra.fetcher.media.MediaOrigin;
import top.vetra.fetcher.media.MediaRequest;
import top.vetra.fetcher.media.WholeBody;
import top.vetra.fetcher.plan.PlannedSegment;
import top.vetra.fetcher.playlist.Unreadable;

/** Decrypts segments (RFC 8216, 5.2), with keys from the allowed hosts. */
final class SegmentCipher {

  private static final int KEY_BYTES = 16;

  private final MediaOrigin origin;
  private final Cache<URI, Mono<byte[]>> keys =
      Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(Duration.ofMinutes(10)).build();

  SegmentCipher(MediaOrigin origin) {
    this.origin = origin;
  }

  /**
   * The body in the clear; as it is, if it is not encrypted; empty, if the key does not fit.
   *
   * @return an error if there is no key: a {@link MediaException} if it may be there later, {@code
   *     upstream-changed} if not
   */
  Mono<byte[]> decrypted(PlannedSegment segment, byte[] body) {
    PlannedSegment.Cipher cipher = segment.cipher();
    return cipher == null
        ? Mono.just(body)
        : key(cipher.keyAddress()).map(key -> decrypted(key, cipher.iv(), body));
  }

  private Mono<byte[]> key(URI address) {
    return keys.get(
            address,
            wanted -> fetched(wanted).doOnError(failure -> keys.invalidate(wanted)).cache())
        .onErrorMap(
            MediaException.class,
            failure ->
                failure.reason() == MediaException.Reason.UNAVAILABLE
                    ? failure
                    : Unreadable.because("The recording is encrypted and its key is kept back."));
  }

  private Mono<byte[]> fetched(URI address) {
    return origin
        .read(MediaRequest.promised(address, null), () -> new WholeBody(KEY_BYTES))
        .filter(key -> key.length == KEY_BYTES)
        .switchIfEmpty(
            Mono.error(() -> Unreadable.because("The recording's key is not one for AES-128.")));
  }

  private static byte[] decrypted(byte[] key, String iv, byte[] body) {
    try {
      Cipher aes = Cipher.getInstance("AES/CBC/PKCS5Padding");
      aes.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec(HexFormat.of().parseHex(iv)));
      return aes.doFinal(body);
    } catch (GeneralSecurityException e) {
      // Another key, or a damaged body: in either case there is no audio in it.
      return new byte[0];
    }
  }
}
