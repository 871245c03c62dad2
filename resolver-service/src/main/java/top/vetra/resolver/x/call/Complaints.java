package top.vetra.resolver.x.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The errors that X lists in an answer, which may stand beside good data and mean nothing then. One
 * of them means nothing ever: it is no complaint, but a false alarm.
 */
final class Complaints {

  private static final int MAX_READ = 20;

  /** X's GraphQL says so beside good data, and also where there is nothing. */
  private static final String FALSE_ALARM = "dependency: unspecified";

  /** Code 239: "Bad guest token". */
  private static final int BAD_GUEST_TOKEN = 239;

  /** Code 88: "Rate limit exceeded". */
  private static final int RATE_LIMITED = 88;

  /** Codes of X's API for what is not there: 34 the page, 144 the post. */
  private static final Set<Integer> NOT_FOUND = Set.of(34, 144);

  /** Codes of X's API for its own trouble: 29 timeout, 130 over capacity, 131 internal error. */
  private static final Set<Integer> TROUBLE = Set.of(29, 130, 131);

  /** Code 214: a bad request, which an id that never was is as well. */
  private static final int BAD_REQUEST = 214;

  /** With code 336, where X's web client has moved on. Bounded: what is read is sent back. */
  private static final Pattern MISSING_FEATURES =
      Pattern.compile("features cannot be null:((?:[ ,]{1,3}[a-z0-9_]{1,100}){1,50})");

  /** What X's GraphQL says when a service behind it fails, mostly followed by "Unspecified". */
  private static final List<String> TROUBLE_WORDS =
      List.of(
          "dependency:",
          "timeout:",
          "overcapacity:",
          "over capacity",
          "internal:",
          "serviceunavailable:",
          "service unavailable");

  private final List<String> messages = new ArrayList<>();
  private final List<Integer> codes = new ArrayList<>();

  private boolean falseAlarm;
  private boolean accessDenied;

  private Complaints() {}

  static Complaints in(JsonNode body) {
    Complaints complaints = new Complaints();
    body.path("errors").valueStream().limit(MAX_READ).forEach(complaints::add);
    return complaints;
  }

  private void add(JsonNode error) {
    String message = error.path("message").asString("").toLowerCase(Locale.ROOT);
    if (message.strip().equals(FALSE_ALARM)) {
      falseAlarm = true;
    } else {
      messages.add(message);
    }
    codes.add(error.path("code").asInt(0));
    accessDenied |= deniesAccess(error) || deniesAccess(error.path("extensions"));
  }

  private static boolean deniesAccess(JsonNode error) {
    return error.path("kind").asString("").equals("Permissions")
        || error.path("name").asString("").endsWith("AccessDenied");
  }

  /** Whether there is a false alarm, and nothing beside it. */
  boolean onlyFalseAlarm() {
    return falseAlarm && messages.isEmpty();
  }

  boolean any() {
    return !messages.isEmpty();
  }

  boolean badGuestToken() {
    return codes.contains(BAD_GUEST_TOKEN) || says("bad guest token");
  }

  boolean rateLimited() {
    return codes.contains(RATE_LIMITED) || says("rate limit exceeded");
  }

  boolean needsLogin() {
    return accessDenied || says("accessdenied") || says("not authorized") || says("authorization:");
  }

  boolean inTrouble() {
    return codes.stream().anyMatch(TROUBLE::contains)
        || TROUBLE_WORDS.stream().anyMatch(this::says);
  }

  /** The features without which X does not answer. */
  Set<String> missingFeatures() {
    return messages.stream()
        .map(MISSING_FEATURES::matcher)
        .filter(Matcher::find)
        .flatMap(matcher -> Stream.of(matcher.group(1).strip().split("[ ,]+")))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the id that was asked for never was one, whichever way it is asked for. */
  boolean invalidId() {
    return codes.contains(BAD_REQUEST) && (says("invalid broadcast_id") || says("invalid id"));
  }

  boolean notFound() {
    return codes.stream().anyMatch(NOT_FOUND::contains)
        || says("not found")
        || says("_missing")
        || says("does not exist");
  }

  private boolean says(String words) {
    return messages.stream().anyMatch(message -> message.contains(words));
  }
}
