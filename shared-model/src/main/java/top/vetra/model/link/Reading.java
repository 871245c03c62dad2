package top.vetra.model.link;

import top.vetra.model.problem.ProblemCode;

/** What a link of X's is read as. */
sealed interface Reading {

  /** One that can be converted. */
  record Usable(PastedLink link) implements Reading {}

  /**
   * One that cannot.
   *
   * @param code {@code invalid-link} where it is damaged, {@code unsupported-link} where it leads
   *     to something else
   * @param detail what it is and what to do, for a person
   */
  record Refused(ProblemCode code, String detail) implements Reading {

    private static final String OPEN_THE_SPACE =
        " Open the Space on X, choose Share, then Copy link, and paste that.";

    static final Refused ADDRESS =
        unsupported("This address looks like X's, but names a port that X does not use.");
    static final Refused FRONT_PAGE = unsupported("This is X's front page, not a Space.");
    static final Refused PROFILE =
        unsupported("This is somebody's profile on X, not one of their Spaces.");
    static final Refused LIST = unsupported("This is a list on X, not a Space.");
    static final Refused ARTICLE = unsupported("This is an article on X, not a Space.");
    static final Refused EVENT =
        unsupported("This is an event on X, which may hold several broadcasts, not a Space.");
    static final Refused COMMUNITY = unsupported("This is a community on X, not a Space.");
    static final Refused SEARCH = unsupported("This is a search on X, not a Space.");
    static final Refused NO_ID = unsupported("This link names no Space.");
    static final Refused OTHER_PAGE = unsupported("This is a page on X, but not a Space.");
    static final Refused SHORT = unsupported("This is no short link of the kind that X makes.");

    static final Refused BROKEN_SPACE =
        invalid("This link of a Space is damaged: its id has 13 letters and digits.");
    static final Refused BROKEN_POST =
        invalid("This link of a post is damaged: its id has up to 19 digits.");
    static final Refused BROKEN_SHORT = invalid("This short link is damaged.");

    private static Refused unsupported(String what) {
      return new Refused(ProblemCode.UNSUPPORTED_LINK, what + OPEN_THE_SPACE);
    }

    private static Refused invalid(String what) {
      return new Refused(
          ProblemCode.INVALID_LINK, what + " Copy it again on X and paste the whole of it.");
    }
  }
}
