package top.vetra.system.page;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Every state that a job can be shown in, as the API would tell it. */
enum State {
  QUEUED("queued", "{}", "", progress(0, 0, "")),
  IN_LINE(
      "queued",
      "{}",
      ",\"queue\":{\"place\":17,\"expectedStartAt\":\"2126-03-03T21:16:00Z\"}",
      progress(0, 0, "")),
  RESOLVING("resolving", "{}", "", progress(1, 0, "")),
  WAITING(
      "waiting",
      SpaceText.SPACE,
      ",\"waitingUntil\":\"2026-03-03T21:14:30Z\",\"givingUpAt\":\"2026-03-03T21:29:10Z\"",
      progress(1, 0, "")),
  FETCHING("fetching", SpaceText.SPACE, "", progress(42, 1031, ",\"etaSeconds\":11")),
  TRANSCODING("transcoding", SpaceText.SPACE, "", progress(96, 2404, ",\"etaSeconds\":2")),
  COMPLETED("completed", SpaceText.SPACE, result("mp3", "audio/mpeg", ""), progress(100, 2404, "")),
  LOSSLESS("completed", SpaceText.SPACE, result("m4a", "audio/mp4", ""), progress(100, 2404, "")),
  PLAIN_BAR("completed", SpaceText.SPACE, result("mp3", "audio/mpeg", ""), progress(100, 2404, "")),
  GAPS(
      "completed",
      SpaceText.SPACE,
      result(
          "mp3",
          "audio/mpeg",
          "{\"startSeconds\":724.4,\"durationSeconds\":2.99,\"segment\":241},"
              + "{\"startSeconds\":5021.0,\"durationSeconds\":62.7,\"segment\":1670}"),
      progress(100, 2404, "")),
  NO_TITLE("completed", SpaceText.BARE, result("mp3", "audio/mpeg", ""), progress(100, 2404, "")),
  INCOMPLETE("failed", SpaceText.SPACE, error("audio-incomplete"), progress(61, 1500, "")),
  LIVE("failed", SpaceText.SPACE, error("space-live"), progress(1, 0, "")),
  NOT_RECORDED("failed", SpaceText.SPACE, error("space-not-recorded"), progress(1, 0, "")),
  NOT_FOUND("failed", "{}", error("space-not-found"), progress(1, 0, "")),
  OUR_FAULT("failed", SpaceText.SPACE, error("internal"), progress(50, 1200, "")),
  CANCELED("canceled", SpaceText.SPACE, "", progress(42, 1031, ""));

  private static final int PEAKS = 1200;

  private final String status;
  private final String space;
  private final String more;
  private final String progress;

  State(String status, String space, String more, String progress) {
    this.status = status;
    this.space = space;
    this.more = more;
    this.progress = progress;
  }

  String id() {
    return "fixture" + name().toLowerCase(java.util.Locale.ROOT).replace("_", "");
  }

  boolean isFinal() {
    return status.equals("completed") || status.equals("failed") || status.equals("canceled");
  }

  String json() {
    return "{\"id\":\"%s\",\"status\":\"%s\",\"progress\":%s%s%s,\"createdAt\":\"2026-03-03T21:11:00Z\",\"updatedAt\":\"2026-03-03T21:12:00Z\"}"
        .formatted(id(), status, progress, space.equals("{}") ? "" : ",\"space\":" + space, more)
        // An event's data is one line.
        .replace("\n", "");
  }

  /** Something like a conversation: turns, pauses, and a loud laugh. */
  static String waveform() {
    return IntStream.range(0, PEAKS)
        .mapToDouble(
            i -> {
              double turn = 0.55 + 0.25 * Math.sin(i / 37.0) + 0.15 * Math.sin(i / 11.3);
              double syllables = 0.6 + 0.4 * Math.abs(Math.sin(i * 1.7) * Math.cos(i * 0.61));
              boolean pause = i % 173 < 9;
              return Math.min(100, pause ? 4 : 100 * turn * syllables * (i % 311 < 6 ? 1.4 : 1));
            })
        .mapToObj(value -> String.valueOf((int) value))
        .collect(Collectors.joining(",", "{\"peaks\":[", "]}"));
  }

  private static String progress(int percent, int fetched, String eta) {
    return "{\"percent\":%d,\"segmentsFetched\":%d,\"segmentsTotal\":%d,\"chunksEncoded\":0,\"chunksTotal\":61%s}"
        .formatted(percent, fetched, fetched == 0 ? 0 : 2404, eta);
  }

  private static String result(String extension, String type, String gaps) {
    return ",\"result\":{\"url\":\"/silence.%s\",\"expiresAt\":\"2026-03-04T21:00:00Z\",\"fileName\":\"space.%s\",\"contentType\":\"%s\",\"sizeBytes\":86412345,\"durationSeconds\":7214.6,\"gaps\":[%s]}"
        .formatted(extension, extension, type, gaps);
  }

  private static String error(String code) {
    return ",\"error\":"
        + JsonMapper.shared()
            .writeValueAsString(
                Map.of("code", code, "title", "Title", "detail", "Detail.", "status", 404));
  }

  /** Spaces, in a class of their own: constants of an enum cannot be named before it. */
  private static final class SpaceText {

    private static final String SPACE =
        """
        {"id":"1DemoSpaceXYZ","title":"Café & Code: “Why <b>Rust</b>?” / 日本語 #42 🎙️",
         "host":{"name":"Zoë Noir ☕","screenName":"zoe_noir","avatarUrl":"/api/v1/avatars/fixture.jpg"},
         "startedAt":"2026-03-03T19:00:00Z","endedAt":"2026-03-03T21:00:15Z","durationSeconds":7214.6,
         "participants":[{"role":"admin"},{"role":"speaker"},{"role":"speaker"},{"role":"speaker"}]}\
        """;

    private static final String BARE =
        """
        {"id":"1DemoSpaceXYZ","durationSeconds":7214.6,"participants":[]}\
        """;
  }
}
