package top.vetra.fetcher.adts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static top.vetra.fetcher.adts.Bytes.found;
import static top.vetra.fetcher.adts.Bytes.frame;
import static top.vetra.fetcher.adts.Bytes.frames;
import static top.vetra.fetcher.adts.Bytes.join;
import static top.vetra.fetcher.adts.Bytes.junk;
import static top.vetra.fetcher.adts.Bytes.tag;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import top.vetra.fetcher.adts.SegmentAudio.Loss;

class AdtsScannerTest {

  private static final byte[] FIRST = frames(5, 1);
  private static final byte[] SECOND = frames(5, 2);
  private static final byte[] BOTH = join(FIRST, SECOND);
  private static final byte[] TAG = tag("PRIV and so on");

  @Test
  void frames_alone_are_found_as_they_are() {
    SegmentAudio audio = AdtsScanner.scan(BOTH);

    assertThat(found(audio)).isEqualTo(BOTH);
    assertThat(audio.shape()).isEqualTo(Bytes.STEREO);
    assertThat(audio.losses()).isEmpty();
    assertThat(audio.isCutOff()).isFalse();
  }

  @Test
  void tags_go_and_their_place_among_the_frames_is_kept() {
    SegmentAudio audio = AdtsScanner.scan(join(TAG, FIRST, TAG, TAG, SECOND));

    assertThat(found(audio)).isEqualTo(BOTH);
    assertThat(audio.tags()).extracting(SegmentAudio.Tag::frame).containsExactly(0, 5, 5);
    assertThat(audio.losses()).isEmpty();
  }

  @Test
  void stray_bytes_before_between_and_after_go_too() {
    byte[] stray = junk(13, 3, false);

    SegmentAudio audio = AdtsScanner.scan(join(stray, TAG, FIRST, stray, TAG, SECOND, stray));

    assertThat(found(audio)).isEqualTo(BOTH);
    assertThat(audio.losses()).extracting(Loss::frame).containsExactly(0, 5, 10);
  }

  @Test
  void a_frame_between_stray_bytes_stays() {
    byte[] stray = junk(13, 4, false);
    byte[] lonely = frame(new byte[40]);

    SegmentAudio audio = AdtsScanner.scan(join(TAG, lonely, stray, TAG, FIRST));

    assertThat(found(audio)).isEqualTo(join(lonely, FIRST));
  }

  @Test
  void what_looks_like_a_header_among_stray_bytes_is_none() {
    byte[] falseSync = {(byte) 0xff, (byte) 0xf1, 0x4c, (byte) 0x80, 0x05, 0x3f, 0x00};

    SegmentAudio audio = AdtsScanner.scan(join(falseSync, TAG, FIRST, falseSync, TAG, SECOND));

    assertThat(found(audio)).isEqualTo(BOTH);
  }

  @Test
  void a_wounded_length_that_leads_to_a_later_frame_swallows_none_on_its_way() {
    byte[] wounded = frame(new byte[40]);
    wounded[4] = (byte) (wounded.length + BOTH.length >> 3);
    wounded[5] = (byte) (wounded.length + BOTH.length << 5 | 0x1f);

    SegmentAudio audio = AdtsScanner.scan(join(TAG, FIRST, wounded, BOTH, SECOND));

    assertThat(found(audio)).isEqualTo(join(FIRST, BOTH, SECOND));
    assertThat(audio.losses()).extracting(Loss::frame).containsExactly(5);
  }

  @Test
  void a_tag_that_claims_too_much_gives_the_frames_back() {
    byte[] content = new byte[30];

    SegmentAudio audio = AdtsScanner.scan(join(FIRST, tag(30 + SECOND.length, content), SECOND));

    assertThat(found(audio)).isEqualTo(BOTH);
  }

  @Test
  void a_tag_that_claims_more_than_there_is_gives_the_frames_back() {
    SegmentAudio audio = AdtsScanner.scan(join(FIRST, tag(1_000_000, new byte[30]), SECOND));

    assertThat(found(audio)).isEqualTo(BOTH);
  }

  @Test
  void a_tag_that_claims_too_little_loses_nothing_but_itself() {
    SegmentAudio audio = AdtsScanner.scan(join(FIRST, tag(10, junk(200, 5, false)), SECOND));

    assertThat(found(audio)).isEqualTo(BOTH);
  }

  @Test
  void a_size_that_is_a_plain_number_is_understood() {
    byte[] plain = {'I', 'D', '3', 4, 0, 0, 0, 0, 1, (byte) 0x90};

    SegmentAudio audio = AdtsScanner.scan(join(FIRST, plain, new byte[400], SECOND));

    assertThat(found(audio)).isEqualTo(BOTH);
    assertThat(audio.tags()).hasSize(1);
    assertThat(audio.losses()).isEmpty();
  }

  @Test
  void a_frame_without_its_header_is_lost_at_its_place() {
    byte[] wounded = BOTH.clone();
    Arrays.fill(wounded, FIRST.length, FIRST.length + 7, (byte) 0x11);

    SegmentAudio audio = AdtsScanner.scan(wounded);

    assertThat(audio.frames()).isEqualTo(9);
    assertThat(audio.losses()).extracting(Loss::frame).containsExactly(5);
  }

  @Test
  void a_frame_that_reaches_into_the_next_is_lost_and_the_next_is_not() {
    byte[] shortened = Arrays.copyOf(FIRST, FIRST.length - 11);

    SegmentAudio audio = AdtsScanner.scan(join(shortened, SECOND));

    assertThat(audio.frames()).isEqualTo(9);
    assertThat(found(audio)).endsWith(SECOND);
  }

  @Test
  void a_frame_cut_off_by_the_end_is_told_of() {
    SegmentAudio audio = AdtsScanner.scan(Arrays.copyOf(BOTH, BOTH.length - 5));

    assertThat(audio.frames()).isEqualTo(9);
    assertThat(audio.isCutOff()).isTrue();
    assertThat(audio.innerLosses()).isEmpty();
  }

  @Test
  void the_halves_of_a_frame_on_a_border_make_a_whole() {
    int cut = FIRST.length + 12;
    SegmentAudio before = AdtsScanner.scan(Arrays.copyOf(BOTH, cut));
    SegmentAudio after = AdtsScanner.scan(Arrays.copyOfRange(BOTH, cut, BOTH.length));

    Frame seam = Seam.between(before, after);

    byte[] joined = seam == null ? new byte[0] : seam.data();
    assertThat(join(found(before), joined, found(after))).isEqualTo(BOTH);
  }

  @Test
  void a_frame_whose_end_the_next_segment_lacks_is_no_whole() {
    SegmentAudio before = AdtsScanner.scan(Arrays.copyOf(BOTH, BOTH.length - 5));

    assertThat(Seam.between(before, AdtsScanner.scan(join(TAG, FIRST)))).isNull();
    assertThat(Seam.between(before, AdtsScanner.scan(join(junk(8, 9, false), FIRST)))).isNull();
  }

  @Test
  void a_change_of_shape_is_told_of_and_ends_the_frames() {
    AacShape mono = new AacShape(1, 3, 1);
    byte[] others = join(frame(mono, new byte[9]), frame(mono, new byte[8]), frame(mono, FIRST));

    assertThat(AdtsScanner.scan(join(FIRST, others)).changesShape()).isTrue();
    assertThat(AdtsScanner.scan(join(FIRST, TAG, others)).changesShape()).isTrue();
    assertThat(AdtsScanner.scan(join(FIRST, SECOND)).changesShape()).isFalse();
  }

  @Test
  void one_frame_is_enough() {
    byte[] one = frame(new byte[30]);

    assertThat(found(AdtsScanner.scan(join(TAG, one)))).isEqualTo(one);
    assertThat(found(AdtsScanner.scan(join(TAG, one, TAG)))).isEqualTo(one);
  }

  @Test
  void nothing_is_found_in_a_web_page() {
    byte[] page = "<!doctype html><title>404</title>".getBytes(UTF_8);

    assertThat(AdtsScanner.scan(page).frames()).isZero();
    assertThat(AdtsScanner.scan(new byte[0]).frames()).isZero();
  }
}
