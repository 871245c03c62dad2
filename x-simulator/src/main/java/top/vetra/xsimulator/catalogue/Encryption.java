package top.vetra.xsimulator.catalogue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import top.vetra.xsimulator.fault.Change;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Reply;

/** AES-128 as RFC 8216 has it: CBC with PKCS7 padding over each whole segment. */
final class Encryption {

  private static final byte[] KEY = "not-so-secret-16".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] IV = "initialization16".getBytes(StandardCharsets.US_ASCII);

  private Encryption() {}

  static Change key() {
    return Changes.reply(Reply.of(200, "application/octet-stream", KEY));
  }

  static Change keyLine(boolean explicitIv) {
    String iv = explicitIv ? ",IV=0x" + HexFormat.of().formatHex(IV) : "";
    return PlaylistEdits.afterHeader("#EXT-X-KEY:METHOD=AES-128,URI=\"audio.key\"" + iv);
  }

  /** Without an IV in the playlist, it is the segment's sequence number, which starts at 0 here. */
  static Change encrypted(boolean explicitIv) {
    return (exchange, honest) ->
        exchange.index() < 0
            ? honest
            : honest.mapBytes(
                bytes ->
                    encrypt(
                        bytes,
                        explicitIv
                            ? IV
                            : ByteBuffer.allocate(16).putInt(12, exchange.index()).array()));
  }

  private static byte[] encrypt(byte[] bytes, byte[] iv) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES must be part of every JDK", e);
    }
  }
}
