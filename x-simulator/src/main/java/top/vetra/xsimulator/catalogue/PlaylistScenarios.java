package top.vetra.xsimulator.catalogue;

import static top.vetra.xsimulator.catalogue.StateScenarios.space;
import static top.vetra.xsimulator.fault.Fault.on;

import java.util.List;
import java.util.Locale;
import top.vetra.xsimulator.fault.Change;
import top.vetra.xsimulator.fault.Changes;
import top.vetra.xsimulator.fault.Kind;
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
