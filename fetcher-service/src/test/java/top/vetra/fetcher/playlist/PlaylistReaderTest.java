package top.vetra.fetcher.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import top.vetra.fetcher.media.ByteRange;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

class PlaylistReaderTest {

  private static final PlaylistLimits LIMITS =
      new PlaylistLimits(10_000, 500, 50, Duration.ofMinutes(10));

  private static final String TWO =
      """
      #EXTM3U
      #EXT-X-VERSION:3
      #EXT-X-TARGETDURATION:4
      #EXT-X-MEDIA-SEQUENCE:7
      #EXT-X-PROGRAM-DATE-TIME:2026-03-14T18:00:00.123Z
      #EXTINF:2.987,
      chunk_1_0_a.aac
      #EXTINF:3.008,a title, with a comma
      chunk_2_1_a.aac
      #EXT-X-ENDLIST
      """;

  @Example
  void segments_come_in_the_order_of_the_list() {
    Playlist.Media media = media(TWO);

    assertThat(media.segments())
        .containsExactly(
            new Segment(
                "chunk_1_0_a.aac",
                2.987,
                7,
                null,
                null,
                Instant.parse("2026-03-14T18:00:00.123Z"),
                false),
            new Segment("chunk_2_1_a.aac", 3.008, 8, null, null, null, false));
    assertThat(media.ended()).isTrue();
    assertThat(media.firstSequence()).isEqualTo(7);
    assertThat(media.seconds()).isEqualTo(5.995);
  }

  @Example
  void times_of_day_are_read_in_any_zone_and_passed_over_where_they_are_none() {
    for (String time : List.of("2026-03-14T19:00:00.123+01:00", "2026-03-14T19:00:00.123+0100")) {
      assertThat(media(TWO.replace("2026-03-14T18:00:00.123Z", time)).segments().get(0).at())
          .isEqualTo(Instant.parse("2026-03-14T18:00:00.123Z"));
    }
    assertThat(media(TWO.replace("2026-03-14T18:00:00.123Z", "noon")).segments().get(0).at())
        .isNull();
  }

  @Property
  void pieces_of_any_length_make_the_same_list(@ForAll @IntRange(min = 1, max = 400) int length) {
    PlaylistReader reader = new PlaylistReader(LIMITS);
    byte[] all = ("\ufeff" + TWO.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < all.length; at += length) {
      reader.accept(Arrays.copyOfRange(all, at, Math.min(all.length, at + length)));
    }

    assertThat(reader.finish()).isEqualTo(media(TWO));
  }

  @Example
  void a_list_without_end_is_open() {
    assertThat(media(TWO.replace("#EXT-X-ENDLIST\n", "")).ended()).isFalse();
  }

  @Example
  void a_gap_is_known_to_be_one() {
    Playlist.Media media =
        media("#EXTM3U\n#EXT-X-GAP\n#EXTINF:3,\na\n#EXT-X-DISCONTINUITY\n#EXTINF:3,\nb\n");

    assertThat(media.segments()).extracting(Segment::missing).containsExactly(true, false);
  }

  @Example
  void byte_ranges_go_on_where_the_last_one_ended() {
    Playlist.Media media =
        media(
            "#EXTM3U\n#EXTINF:3,\n#EXT-X-BYTERANGE:100@20\na\n#EXTINF:3,\n#EXT-X-BYTERANGE:50\na\n"
                + "#EXTINF:3,\nb\n");

    assertThat(media.segments())
        .extracting(Segment::range)
        .containsExactly(new ByteRange(20, 100), new ByteRange(120, 50), null);
  }

  @Example
  void a_key_holds_until_the_next_one() {
    Playlist.Media media =
        media(
            """
            #EXTM3U
            #EXTINF:3,
            a
            #EXT-X-KEY:METHOD=AES-128,URI="k,1",IV=0x1F
            #EXTINF:3,
            b
            #EXTINF:3,
            c
            #EXT-X-KEY:METHOD=NONE
            #EXTINF:3,
            d
            """);

    SegmentKey key = new SegmentKey("k,1", "0".repeat(30) + "1F");
    assertThat(media.segments()).extracting(Segment::key).containsExactly(null, key, key, null);
  }

  @Example
  void variants_make_a_master() {
    Playlist playlist =
        read(
            """
            #EXTM3U
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",DEFAULT=YES,URI="sound.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=133400,CODECS="mp4a.40.2,avc1.4d001f"
            picture.m3u8
            """);

    assertThat(playlist)
        .isEqualTo(
            new Playlist.Master(
                List.of(
                    new Playlist.Variant("sound.m3u8", 1, Playlist.Picture.NO),
                    new Playlist.Variant("picture.m3u8", 133_400, Playlist.Picture.UNNAMED))));
  }

  @Example
  void what_is_no_playlist_is_refused_by_name() {
    refused("<!doctype html>\n<html></html>\n");
    refused("");
    refused("#EXTM3U\nchunk_without_length.aac\n");
    refused("#EXTM3U\n#EXTINF:three,\na\n");
    refused("#EXTM3U\n#EXTINF:-1,\na\n");
    refused("#EXTM3U\n#EXTINF:NaN,\na\n");
    refused("#EXTM3U\n#EXTINF:999999999,\na\n");
    refused("#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:3,\na.m4s\n");
    refused("#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\"\n#EXTINF:3,\na\n");
    refused("#EXTM3U\n#EXT-X-KEY:METHOD=AES-128\n#EXTINF:3,\na\n");
    refused("#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0xZZ\n#EXTINF:3,\na\n");
    refused("#EXTM3U\n#EXTINF:3,\n#EXT-X-BYTERANGE:0@5\na\n");
    refused("#EXTM3U\n#EXTINF:3,\n#EXT-X-BYTERANGE:5@-1\na\n");
  }

  @Example
  void more_than_any_recording_has_is_refused_while_it_arrives() {
    refused("#EXTM3U\n" + "#EXTINF:0.1,\na\n".repeat(51));
    refused("#EXTM3U\n" + "#EXT-X-STREAM-INF:BANDWIDTH=1\na\n".repeat(51));
    refused("#EXTM3U\n#" + "x".repeat(500) + "\n");
    refused("#EXTM3U\n" + "#x\n".repeat(3500));
  }

  @Example
  void a_recording_that_is_too_long_is_named_as_such() {
    assertThatThrownBy(() -> read("#EXTM3U\n" + "#EXTINF:100,\na\n".repeat(7)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.TOO_LONG));
  }

  @Property(tries = 500)
  void any_text_is_a_playlist_or_a_named_problem(
      @ForAll @Size(max = 30) List<@From("lines") String> lines) {
    try {
      read("#EXTM3U\n" + String.join("\n", lines));
    } catch (ProblemException e) {
      assertThat(e.problem().code()).isIn(ProblemCode.UPSTREAM_CHANGED, ProblemCode.TOO_LONG);
    }
  }

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(40),
        Combinators.combine(
                Arbitraries.of(
                    "#EXTINF:",
                    "#EXT-X-KEY:METHOD=AES-128,",
                    "#EXT-X-BYTERANGE:",
                    "#EXT-X-MEDIA-SEQUENCE:",
                    "#EXT-X-STREAM-INF:",
                    "#EXT-X-MEDIA:TYPE=AUDIO,",
                    "#EXT-X-ENDLIST"),
                Arbitraries.oneOf(
                    Arbitraries.strings().ascii().ofMaxLength(30),
                    Arbitraries.doubles().map(String::valueOf),
                    Arbitraries.longs().map(String::valueOf),
                    Arbitraries.of("URI=\"k\",IV=0x1", "1@2", "BANDWIDTH=x")))
            .as(String::concat));
  }

  private static void refused(String text) {
    assertThatThrownBy(() -> read(text))
        .as(text.substring(0, Math.min(60, text.length())))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.UPSTREAM_CHANGED));
  }

  private static Playlist.Media media(String text) {
    return (Playlist.Media) read(text);
  }

  private static Playlist read(String text) {
    PlaylistReader reader = new PlaylistReader(LIMITS);
    reader.accept(text.getBytes(StandardCharsets.UTF_8));
    return reader.finish();
  }
}
