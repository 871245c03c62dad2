package top.vetra.xsimulator.space;

/**
 * Somebody on stage.
 *
 * @param userId the Periscope id, which joins the participant list to the tags in the audio
 * @param screenName the handle, without the at sign
 * @param joinedAfterSeconds when they came on stage, counted from the start
 */
public record Person(
    String userId, String screenName, String displayName, double joinedAfterSeconds) {

  public static Person of(String screenName, String displayName, double joinedAfterSeconds) {
    return new Person(letters(screenName), screenName, displayName, joinedAfterSeconds);
  }

  private static String letters(String screenName) {
    return "1" + Derived.letters(screenName, 12);
  }

  public String avatarUrl() {
    return "https://pbs.twimg.com/profile_images/"
        + Derived.digits(screenName, 19)
        + "/"
        + Derived.letters(screenName, 8)
        + "_normal.jpg";
  }
}
