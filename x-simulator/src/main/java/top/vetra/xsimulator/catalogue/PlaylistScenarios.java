package top.vetra.xsimulator.catalogue;

import static top.vetra.xsimulator.catalogue.StateScenarios.space;
import static top.vetra.xsimulator.fault.Fault.on;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import top.vetra.xsimulator.fault.Change;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.fault.Reply;
import top.vetra.xsimulator.space.PlaylistLayout;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.SpaceState;

/** Playlists of every kind: the unusual, the broken and the hostile. */
final class PlaylistScenarios {

  private static final String HEADER =
      "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n#EXT-X-PLAYLIST-TYPE:VOD\n";

  private PlaylistScenarios() {}

  static List<SpaceScenario> all() {
    return List.of(
        space("master-trap", "Under /transcode/ all segments answer 400.", "completed")
            .layout(PlaylistLayout.MASTER_WITH_TRAP)
            .build(),
        space("master-of-masters", "Two levels of masters, with pictures to avoid.", "completed")
            .layout(PlaylistLayout.MASTER_OF_MASTERS)
            .build(),
        space("masters-in-a-circle", "Masters that lead to themselves.", "upstream-changed")
            .layout(PlaylistLayout.MASTER_OF_MASTERS)
            .fault(on(Kind.MASTER).then(selfMaster()))
            .build(),
        space(
                "variant-gone",
                "The master's variant answers 404; the same name beside the master is whole.",
                "completed")
            .layout(PlaylistLayout.MASTER_WITH_TRAP)
            .fault(on(Kind.PLAYLIST).then(goneIfTranscoded()))
            .build(),
        space("transcoded", "The stream's address lies under /transcode/.", "completed")
            .layout(PlaylistLayout.TRANSCODED)
            .build(),
        space("video-space", "Variants with pictures, MPEG-TS segments.", "completed")
            .layout(PlaylistLayout.VIDEO)
            .build(),
        space("broadcast", "A video broadcast, of which the sound is wanted.", "completed")
            .broadcast()
            .build(),
        space("broadcast-live", "A video broadcast that is still live.", "space-live")
            .broadcast()
            .state(SpaceState.Running)
            .build(),
        encrypted("encrypted", false),
        encrypted("encrypted-with-iv", true),
        playlist(
            "html-playlist",
            "A web page where the playlist should be.",
            Changes.reply(StateScenarios.webPage()),
            "upstream-changed"),
        playlist(
            "empty-playlist",
            "No segments at all.",
            PlaylistEdits.withoutSegments(),
            "audio-invalid",
            "recording-not-ready",
            "recording-expired",
            "upstream-changed"),
        playlist(
            "no-endlist",
            "Ended long ago, yet the playlist never says so.",
            PlaylistEdits.withoutEnd(),
            "recording-not-ready",
            "completed"),
        space(
                "never-closed",
                "Timed out two days ago and was longer by the clock; never closed.",
                "completed")
            .state(SpaceState.TimedOut)
            .endedAgo(Duration.ofDays(2))
            .fault(
                on(Kind.SPACE).then(StateScenarios.begun(Duration.ofHours(1))),
                on(Kind.PLAYLIST).then(PlaylistEdits.withoutEnd()))
            .build(),
        space("timed-out-late", "Half a day by the clock, a minute of recording.", "completed")
            .state(SpaceState.TimedOut)
            .fault(on(Kind.SPACE).then(StateScenarios.begun(Duration.ofHours(13))))
            .build(),
        space("empty-end", "The last segment has no length and no audio.", "completed")
            .segmentFrames(140, 141, 140, 141, 140, 141, 140, 141, 140, 141, 0)
            .build(),
        space("empty-end-of-3-s", "The last segment claims 3 s and has no audio.", "completed")
            .segmentFrames(140, 141, 140, 141, 140, 141, 140, 141, 140, 141, 0)
            .fault(on(Kind.PLAYLIST).then(PlaylistEdits.lastLength(3.008)))
            .build(),
        space("playlist-403-once", "The host refuses the playlist once.", "completed")
            .fault(on(Kind.PLAYLIST).first(1).then(Changes.status(403)))
            .build(),
        space("playlist-403", "The host refuses the playlist.", "upstream-blocked")
            .fault(on(Kind.PLAYLIST).then(Changes.status(403)))
            .build(),
        playlist("self-master", "A master that leads to itself.", selfMaster(), "upstream-changed"),
        playlist(
            "million-entries",
            "A million segments.",
            PlaylistEdits.endless(HEADER, thousandSegments(), 1000),
            "too-long",
            "upstream-changed"),
        playlist(
            "huge-playlist",
            "A playlist of 100 MB.",
            PlaylistEdits.endless(HEADER, "#".repeat(99_999) + "\n", 1000),
            "upstream-changed",
            "too-long"),
        foreign("foreign-metadata", "http://169.254.169.254/latest/meta-data/iam"),
        foreign("foreign-file", "file:///etc/passwd"),
        foreign("foreign-host", "//evil.example/audio-space/chunk_1_0_a.aac"),
        playlist(
            "huge-extinf",
            "One segment claims to last 31 years.",
            Changes.text(text -> text.replaceFirst("#EXTINF:[0-9.]+", "#EXTINF:999999999.000")),
            "too-long",
            "upstream-changed"));
  }

  private static SpaceScenario playlist(
      String name, String about, Change change, String... expected) {
    return space(name, about, expected).fault(on(Kind.PLAYLIST).then(change)).build();
  }

  private static SpaceScenario encrypted(String name, boolean explicitIv) {
    String about = "AES-128, " + (explicitIv ? "with" : "without") + " an IV in the playlist.";
    return space(name, about, "completed")
        .fault(
            on(Kind.PLAYLIST).then(Encryption.keyLine(explicitIv)),
            on(Kind.SEGMENT).then(Encryption.encrypted(explicitIv)),
            on(Kind.KEY).then(Encryption.key()))
        .build();
  }

  private static SpaceScenario foreign(String name, String address) {
    return playlist(
        name,
        "A segment's address leaves the allowed hosts: " + address,
        PlaylistEdits.address(7, address),
        "upstream-changed");
  }

  private static Change goneIfTranscoded() {
    return (exchange, honest) ->
        exchange.path().contains("/transcode/") ? Reply.empty(404) : honest;
  }

  private static Change selfMaster() {
    return (exchange, honest) ->
        honest.mapText(
            text -> "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=133400\n" + exchange.path() + "\n");
  }

  private static String thousandSegments() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append(
          String.format(Locale.ROOT, "#EXTINF:3.008,\nchunk_1773511200123%06d_%d_a.aac\n", i, i));
    }
    return text.toString();
  }
}
