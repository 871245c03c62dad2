package top.vetra.xsimulator.space;

/** What the post that belongs to a Space looks like. */
public enum PostShape {
  CARD,
  CARD_WITH_VISIBILITY_WRAPPER,
  URL_ENTITY_ONLY,
  QUOTED_CARD,
  REPOSTED_CARD,
  TWEET_CARD,
  DETAILS,
  PREVIEW,
  SYNDICATED_ONLY,
  NO_CARD,
  TOMBSTONE,
  PROTECTED,
  NSFW_LOGGED_OUT,
  MISSING
}
