package top.vetra.model.job;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What X says of a Space.
 *
 * @param id 13 characters
 * @param title as given by the host; absent where there is none
 * @param host absent for a suspended account
 * @param startedAt when it went live
 * @param endedAt when it was over
 * @param durationSeconds length of the recording; by the clock until the playlist is known
 * @param participants who was on stage, in X's order: admins, then speakers
 * @param replayStartSeconds where the host lets X's player begin, from the start of the recording,
 *     which is whole all the same; absent where that is the start
 * @param language as X names it, {@code en} for one
 * @param topics that the host gave it
 * @param community in which it was held
 */
public record Space(
    String id,
    @Nullable String title,
    @Nullable Host host,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Double durationSeconds,
    List<Participant> participants,
    @Nullable Integer replayStartSeconds,
    @Nullable String language,
    @Nullable List<String> topics,
    @Nullable String community) {

  public Space {
    participants = List.copyOf(participants);
    topics = topics == null ? null : List.copyOf(topics);
  }

  /** A Space of which no more is known. */
  public Space(
      String id,
      @Nullable String title,
      @Nullable Host host,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Double durationSeconds,
      List<Participant> participants) {
    this(
        id, title, host, startedAt, endedAt, durationSeconds, participants, null, null, null, null);
  }

  /** The same Space with what else its host has said of it. */
  public Space withDetails(
      @Nullable Integer replayStart,
      @Nullable String spoken,
      @Nullable List<String> about,
      @Nullable String heldIn) {
    return new Space(
        id,
        title,
        host,
        startedAt,
        endedAt,
        durationSeconds,
        participants,
        replayStart,
        spoken,
        about,
        heldIn);
  }

  /** The same Space with the length that its playlist shows. */
  public Space withDurationSeconds(double seconds) {
    return new Space(id, title, host, startedAt, endedAt, seconds, participants)
        .withDetails(replayStartSeconds, language, topics, community);
  }

  /** The same Space with another address of its host's picture; the same where it has no host. */
  public Space withAvatar(String avatarUrl) {
    return host == null
        ? this
        : new Space(
                id,
                title,
                new Host(host.name(), host.screenName(), avatarUrl),
                startedAt,
                endedAt,
                durationSeconds,
                participants)
            .withDetails(replayStartSeconds, language, topics, community);
  }

  /** Whether its host's picture is stored. */
  public boolean hasKeptAvatar() {
    return host != null && host.avatarUrl() != null && host.avatarUrl().startsWith(Host.AVATARS);
  }

  /**
   * The account that held the Space.
   *
   * @param name as displayed
   * @param screenName the handle, without the at sign
   * @param avatarUrl where the picture is stored, below {@link #AVATARS}, relative to the API's own
   *     address; until it is, and where it cannot be had, the https address on X's image host
   */
  public record Host(
      @Nullable String name, @Nullable String screenName, @Nullable String avatarUrl) {

    /** Where stored pictures are served, followed by a picture's name. */
    public static final String AVATARS = "/api/v1/avatars/";
  }

  /**
   * A person who was on stage.
   *
   * @param userId {@code periscope_user_id}, which the timed metadata in the segments refers to
   * @param name as displayed
   * @param screenName the handle, without the at sign
   * @param avatarUrl an https address on X's image host
   * @param role admin (host and co-hosts) or speaker
   */
  public record Participant(
      @Nullable String userId,
      @Nullable String name,
      @Nullable String screenName,
      @Nullable String avatarUrl,
      String role) {}
}
