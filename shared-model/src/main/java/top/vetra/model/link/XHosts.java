package top.vetra.model.link;

/**
 * Hosts whose paths are X's own, as regular expressions. Mirrors are told from X by nothing but
 * their name: nothing is ever asked of them.
 */
final class XHosts {

  private static final String PREFIX = "(?:(?:www|m|mobile|pro|tweetdeck)\\.)?";
  private static final String ONION =
      "twitter3e4tixl4xyajtrzo62zg5vztmjuricljdp2c5kshju4avyoid\\.onion";

  /** X itself, under its names of today and before, also as Tor users reach it. */
  private static final String X = PREFIX + "(?:x\\.com|twitter\\.com|" + ONION + ")";

  /** Previews for chats, with a language or the like before the name, and readers. */
  private static final String MIRROR =
      "(?:[a-z0-9-]{1,20}\\.)?(?:fxtwitter|vxtwitter|fixupx|fixvx|twittpr|xcancel)\\.com"
          + "|nitter(?:\\.[a-z0-9-]{1,63}){1,3}";

  private static final String SHORT = "t\\.co";

  /** One group each: {@code x} for X and its mirrors, {@code short} for its short links. */
  static final String ANY = "(?:(?<x>" + X + "|" + MIRROR + ")|(?<short>" + SHORT + "))";

  private XHosts() {}
}
