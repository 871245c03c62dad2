package top.vetra.model.problem;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * Every way in which a request or a job can fail, each with a sentence that tells a person what to
 * do next. The wire form ({@link #code()}) is part of the public contract.
 */
public enum ProblemCode {
  INVALID_LINK(
      "invalid-link",
      400,
      "This is not a link we can read",
      "Copy the link of the Space from X (Share, then Copy link) and paste the whole of it."),
  UNSUPPORTED_LINK(
      "unsupported-link",
      422,
      "This link does not lead to a Space",
      "Only links to X Spaces, or to posts that carry a Space, can be converted. Open the Space on"
          + " X, choose Share, then Copy link, and paste that."),
  INVALID_REQUEST(
      "invalid-request",
      400,
      "The request cannot be understood",
      "Check the request against the API description and send it again."),
  UNAUTHORIZED(
      "unauthorized",
      401,
      "An API key is needed",
      "This instance serves holders of an API key only. Ask its operator for one."),
  NOT_FOUND(
      "not-found", 404, "There is nothing here", "Check the address against the API description."),
  METHOD_NOT_ALLOWED(
      "method-not-allowed",
      405,
      "This method is not allowed here",
      "Use one of the methods named in the Allow header."),
  NOT_ACCEPTABLE(
      "not-acceptable",
      406,
      "No such representation exists",
      "Accept the media type that the API description names."),
  REQUEST_TIMEOUT(
      "request-timeout",
      408,
      "The request did not come in time",
      "Send it again, as a whole and at once."),
  NO_RESULT("no-result", 409, "There is no file to download", "Only a completed job has a file."),
  CONTENT_TOO_LARGE(
      "content-too-large",
      413,
      "The request is too large",
      "No request needs more than a few kilobytes."),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      415,
      "The body is not JSON",
      "Send it with Content-Type: application/json."),
  MISDIRECTED_REQUEST(
      "misdirected-request",
      421,
      "This is not a host that we answer to",
      "Open it under one of those. Whoever runs this instance sets VETRA_PUBLIC_URL to the address"
          + " that people use."),
  RATE_LIMITED(
      "rate-limited",
      429,
      "Too many requests",
      "Wait for the seconds that Retry-After names, and ask less often."),
  OVERLOADED(
      "overloaded",
      503,
      "There is more to do than can be done in time",
      "Nothing was begun. Wait for the seconds that Retry-After names, and ask again."),
  SPACE_NOT_FOUND(
      "space-not-found",
      404,
      "There is no such Space",
      "X does not know this Space; it may have been deleted. Check the link and try again."),
  SPACE_NOT_STARTED(
      "space-not-started",
      409,
      "This Space has not started yet",
      "Come back when the Space is over and its recording is out."),
  SPACE_LIVE(
      "space-live",
      409,
      "This Space is still live",
      "Only finished Spaces can be saved. Come back when it is over."),
  SPACE_CANCELED(
      "space-canceled",
      410,
      "This Space was canceled",
      "It never took place, so there is nothing to save."),
  SPACE_NOT_RECORDED(
      "space-not-recorded",
      404,
      "This Space was not recorded",
      "The host did not record it, so there is nothing to save. You could ask the host for a copy."),
  SPACE_RESTRICTED(
      "space-restricted",
      403,
      "This Space is not public",
      "Only people whom the host lets in can hear it. You could ask the host for a copy."),
  POST_NOT_FOUND(
      "post-not-found",
      404,
      "This post does not exist",
      "X does not know this post; it may have been deleted. Check the link and try again."),
  POST_WITHOUT_SPACE(
      "post-without-space",
      404,
      "There is no Space in this post",
      "Paste the link of the Space itself, or of the post in which the Space was shared."),
  GEO_BLOCKED(
      "geo-blocked",
      451,
      "This Space is blocked in our region",
      "X does not serve its recording here. You could ask the host for a copy."),
  RECORDING_EXPIRED(
      "recording-expired",
      410,
      "The recording is gone",
      "X no longer serves this recording. You could ask the host for a copy."),
  RECORDING_NOT_READY(
      "recording-not-ready",
      503,
      "The recording is not ready yet",
      "X is still preparing the recording of this Space. Try again in half an hour."),
  UPSTREAM_RATE_LIMITED(
      "upstream-rate-limited",
      503,
      "X asks us to slow down",
      "Too many requests were made to X from here. Try again in a quarter of an hour."),
  UPSTREAM_UNAVAILABLE(
      "upstream-unavailable",
      502,
      "X does not answer",
      "X did not answer, or answered with errors, after several tries. Try again in a few minutes."),
  UPSTREAM_BLOCKED(
      "upstream-blocked",
      502,
      "X refuses to answer us",
      "X turns requests from this server away at the moment. Try again in an hour."),
  UPSTREAM_CHANGED(
      "upstream-changed",
      502,
      "X answered in a way we do not know",
      "X seems to have changed something. We have kept a record of it; try again in a day or two."),
  AUDIO_INCOMPLETE(
      "audio-incomplete",
      502,
      "Part of the recording is missing",
      "X does not deliver all of the recording. Try again later, or ask for it with allowGaps to"
          + " have silence in place of the missing seconds."),
  AUDIO_INVALID(
      "audio-invalid",
      422,
      "The recording cannot be read",
      "What X delivers is not audio that can be decoded. Try again later."),
  TOO_LONG(
      "too-long",
      422,
      "This Space is too long",
      "It is longer than this service accepts. An operator can raise the limit."),
  INTERNAL(
      "internal",
      500,
      "Something went wrong on our side",
      "This is our fault, not yours. Try again in a few minutes.");

  private final String code;
  private final int status;
  private final String title;
  private final String advice;

  ProblemCode(String code, int status, String title, String advice) {
    this.code = code;
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  /** The wire form, as in {@code https://vetra.top/problems/<code>}. */
  @JsonValue
  public String code() {
    return code;
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }

  /** A few words naming what happened. */
  public String title() {
    return title;
  }

  /** A sentence for a person: what to do next. */
  public String advice() {
    return advice;
  }

  /**
   * The problem with this wire form.
   *
   * @throws IllegalArgumentException if there is none
   */
  @JsonCreator
  public static ProblemCode of(String code) {
    return Arrays.stream(values())
        .filter(known -> known.code.equals(code))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("code: " + code + " (expected: a known one)"));
  }
}
