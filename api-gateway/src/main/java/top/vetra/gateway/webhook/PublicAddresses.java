package top.vetra.gateway.webhook;

import java.util.List;

/**
 * Tells addresses of the public internet from all others. After IANA's special-purpose registries:
 * what is not known to be public is not.
 */
final class PublicAddresses {

  private static final int V4_BYTES = 4;

  private static final List<Block> SPECIAL_V4 =
      List.of(
          Block.of(8, 0),
          Block.of(8, 10),
          Block.of(10, 100, 64),
          Block.of(8, 127),
          Block.of(16, 169, 254),
          Block.of(12, 172, 16),
          Block.of(24, 192, 0, 0),
          Block.of(24, 192, 0, 2),
          Block.of(24, 192, 88, 99),
          Block.of(16, 192, 168),
          Block.of(15, 198, 18),
          Block.of(24, 198, 51, 100),
          Block.of(24, 203, 0, 113),
          Block.of(3, 224));

  /**
   * Addresses on the public IPv6 internet begin with 001. Outside lie loopback, local, link-local
   * and multicast addresses, and those that stand for an IPv4 address: mapped, compatible, NAT64.
   */
  private static final Block GLOBAL_V6 = Block.of(3, 0x20);

  /** Within them: protocols, Teredo and benchmarks; examples; 6to4. */
  private static final List<Block> SPECIAL_V6 =
      List.of(
          Block.of(23, 0x20, 0x01, 0x00),
          Block.of(32, 0x20, 0x01, 0x0d, 0xb8),
          Block.of(16, 0x20, 0x02),
          Block.of(20, 0x3f, 0xff, 0x00));

  private PublicAddresses() {}

  /**
   * Whether the address is one of the public internet.
   *
   * @param address 4 or 16 bytes
   */
  static boolean contain(byte[] address) {
    if (address.length == V4_BYTES) {
      return SPECIAL_V4.stream().noneMatch(block -> block.contains(address));
    }
    return GLOBAL_V6.contains(address)
        && SPECIAL_V6.stream().noneMatch(block -> block.contains(address));
  }

  private record Block(int bits, byte[] start) {

    static Block of(int bits, int... start) {
      byte[] bytes = new byte[start.length];
      for (int i = 0; i < start.length; i++) {
        bytes[i] = (byte) start[i];
      }
      return new Block(bits, bytes);
    }

    boolean contains(byte[] address) {
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        int at = bit / 8;
        int wanted = at < start.length ? start[at] : 0;
        if ((address[at] & mask) != (wanted & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
