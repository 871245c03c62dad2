package top.vetra.fetcher.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import top.vetra.fetcher.media.Body;
import top.vetra.fetcher.media.MediaException;
import top.vetra.fetcher.media.MediaOrigin;
import top.vetra.fetcher.media.MediaRequest;
import top.vetra.model.link.MediaHosts;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

class RecordingSourceTest {

  private static final String HOST = "https://prod-fastly-us-east-1.video.pscp.tv";
  private static final String FOLDER = "/Transcoding/v1/hls/key/non_transcode/us/audio-space/";
  private static final String VARIANT =
      "/Transcoding/v1/hls/key/transcode/us/JWT/audio-space/playlist_1.m3u8";
  private static final String SEGMENT =
      "#EXTM3U\n#EXTINF:3,\nchunk_1_0_a.aac?x=1\n#EXT-X-ENDLIST\n";

  private final Map<String, String> answers = new HashMap<>();
  private final Map<String, String> redirects = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private final List<URI> asked = new ArrayList<>();

  @Test
  void names_in_a_media_playlist_count_from_its_own_address() {
    answers.put(HOST + FOLDER + "playlist_1.m3u8?type=replay", SEGMENT);

    assertThat(first(HOST + FOLDER + "playlist_1.m3u8?type=replay"))
        .hasToString(HOST + FOLDER + "chunk_1_0_a.aac?x=1");
  }

  @Test
  void names_count_from_where_redirects_have_led() {
    redirects.put(HOST + "/live_redirect/1", HOST + FOLDER + "playlist_1.m3u8");
    answers.put(HOST + FOLDER + "playlist_1.m3u8", SEGMENT);
    redirects.put(HOST + "/live_redirect/2", HOST + FOLDER + "master_playlist.m3u8");
    answers.put(HOST + FOLDER + "master_playlist.m3u8", master(VARIANT));
    answers.put(HOST + VARIANT, SEGMENT);

    for (String entry : List.of("/live_redirect/1", "/live_redirect/2")) {
      assertThat(first(HOST + entry)).hasToString(HOST + FOLDER + "chunk_1_0_a.aac?x=1");
    }
  }

  @Test
  void the_segments_of_a_space_lie_beside_its_master_and_not_where_its_variant_is() {
    answers.put(HOST + FOLDER + "master_playlist.m3u8", master(VARIANT));
    answers.put(HOST + VARIANT, SEGMENT);

    assertThat(first(HOST + FOLDER + "master_playlist.m3u8"))
        .hasToString(HOST + FOLDER + "chunk_1_0_a.aac?x=1");
  }

  @Test
  void the_segments_of_a_video_space_lie_where_its_variant_is() {
    String folder = FOLDER.replace("audio-space/", "");
    String variant = VARIANT.replace("audio-space/", "");
    answers.put(HOST + folder + "master_playlist.m3u8", master(variant));
    answers.put(HOST + variant, SEGMENT);

    assertThat(first(HOST + folder + "master_playlist.m3u8"))
        .hasToString(HOST + variant.replace("playlist_1.m3u8", "chunk_1_0_a.aac?x=1"));
  }

  @Test
  void of_several_variants_the_best_is_taken_and_sound_alone_before_all() {
    answers.put(
        HOST + "/m",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow\n#EXT-X-STREAM-INF:BANDWIDTH=9\nhigh\n");
    answers.put(HOST + "/high", SEGMENT);
    first(HOST + "/m");
    answers.put(
        HOST + "/m",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9\nhigh\n#EXT-X-MEDIA:TYPE=AUDIO,URI=\"sound\"\n");
    answers.put(HOST + "/sound", SEGMENT);
    first(HOST + "/m");

    assertThat(asked).extracting(URI::getPath).containsExactly("/m", "/high", "/m", "/sound");
  }

  @Test
  void sound_alone_is_what_names_no_size_of_a_picture() {
    answers.put(
        HOST + "/m",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9,RESOLUTION=640x360\nhigh\n"
            + "#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS=\"mp4a.40.2,avc1.4d001f\"\nsound\n");
    answers.put(HOST + "/sound", SEGMENT);

    assertThat(first(HOST + "/m")).hasToString(HOST + "/chunk_1_0_a.aac?x=1");
  }

  @Test
  void a_master_of_masters_leads_to_the_sound_in_two_steps() {
    String folder = FOLDER.replace("audio-space/", "");
    answers.put(
        HOST + folder + "master_master_playlist.m3u8",
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9,RESOLUTION=640x360\nvideo/master.m3u8\n"
            + "#EXT-X-STREAM-INF:BANDWIDTH=1\naudio-space/master_playlist.m3u8\n");
    answers.put(HOST + FOLDER + "master_playlist.m3u8", master(VARIANT));
    answers.put(HOST + VARIANT, SEGMENT);

    assertThat(first(HOST + folder + "master_master_playlist.m3u8"))
        .hasToString(HOST + FOLDER + "chunk_1_0_a.aac?x=1");
  }

  @Test
  void masters_that_lead_in_a_circle_are_refused_after_a_few_steps() {
    answers.put(HOST + "/m", master("/n"));
    answers.put(HOST + "/n", master("/m"));

    refused(HOST + "/m");
    assertThat(asked).hasSize(4);
  }

  @Test
  void a_variant_that_is_not_there_is_taken_from_beside_its_master() {
    answers.put(HOST + FOLDER + "master_playlist.m3u8", master(VARIANT));
    answers.put(HOST + FOLDER + "playlist_1.m3u8", SEGMENT);
    gone.add(HOST + VARIANT);

    assertThat(first(HOST + FOLDER + "master_playlist.m3u8"))
        .hasToString(HOST + FOLDER + "chunk_1_0_a.aac?x=1");
  }

  @Test
  void a_transcoded_playlist_that_is_given_directly_stands_for_the_original_one() {
    String bucket = "us-east-1/periscope-replay-direct-prod-us-east-1-public/";
    String folder = FOLDER.replace("us/", bucket);
    String variant = VARIANT.replace("us/JWT/", bucket + "ey.a-b_.c/");
    answers.put(HOST + variant, SEGMENT);
    answers.put(HOST + VARIANT, SEGMENT);

    assertThat(first(HOST + variant)).hasToString(HOST + folder + "chunk_1_0_a.aac?x=1");
    assertThat(first(HOST + VARIANT)).hasToString(HOST + FOLDER + "chunk_1_0_a.aac?x=1");

    gone.add(HOST + variant);
    answers.put(HOST + folder + "playlist_1.m3u8", SEGMENT);
    assertThat(first(HOST + variant)).hasToString(HOST + folder + "chunk_1_0_a.aac?x=1");
  }

  @Test
  void what_is_nowhere_is_missing() {
    gone.add(HOST + VARIANT);
    gone.add(HOST + FOLDER + "playlist_1.m3u8");

    assertThatThrownBy(() -> first(HOST + VARIANT)).isInstanceOf(MediaException.class);
  }

  @Test
  void a_variant_elsewhere_is_refused_and_not_asked_for() {
    answers.put(HOST + "/m", master("//evil.example/playlist.m3u8"));

    refused(HOST + "/m");
    assertThat(asked).hasSize(1);
  }

  @Test
  void a_segment_elsewhere_is_refused() {
    for (String address :
        List.of(
            "http://169.254.169.254/latest/meta-data/iam",
            "file:///etc/passwd",
            "//evil.example/chunk.aac",
            "https://user@prod-fastly-us-east-1.video.pscp.tv/a",
            "https://video.pscp.tv.evil.example/a",
            "data:audio/aac;base64,AAAA",
            "\\\\evil\\share")) {
      answers.put(HOST + "/p", "#EXTM3U\n#EXTINF:3,\n" + address + "\n#EXT-X-ENDLIST\n");

      refused(HOST + "/p");
    }
  }

  private URI first(String entry) {
    Recording recording = source().read(URI.create(entry)).block();
    return recording == null
        ? URI.create("none:")
        : recording.addresses().of(recording.segments().get(0).uri());
  }

  private void refused(String entry) {
    assertThatThrownBy(() -> first(entry))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.UPSTREAM_CHANGED));
  }

  private static String master(String variant) {
    return "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=133400,CODECS=\"mp4a.40.2,avc1.4d001f\"\n"
        + variant
        + "\n";
  }

  private RecordingSource source() {
    MediaOrigin origin =
        new MediaOrigin() {
          @Override
          public <T> Mono<T> read(MediaRequest request, Supplier<? extends Body<T>> body) {
            asked.add(request.address());
            Body<T> taken = body.get();
            String address = request.address().toString();
            if (gone.contains(address)) {
              return Mono.error(new MediaException(MediaException.Reason.MISSING, "404"));
            }
            String end = redirects.getOrDefault(address, address);
            String answer = answers.getOrDefault(end, "none");
            return Mono.fromCallable(
                () -> {
                  taken.from(URI.create(end));
                  taken.accept(answer.getBytes(StandardCharsets.UTF_8));
                  return taken.finish();
                });
          }
        };
    return new RecordingSource(
        origin,
        MediaHosts.parse("*.video.pscp.tv"),
        new PlaylistLimits(10_000, 1_000, 100, Duration.ofHours(1)));
  }
}
