package top.vetra.fetcher.adts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static top.vetra.fetcher.adts.Bytes.found;
import static top.vetra.fetcher.adts.Bytes.frames;
import static top.vetra.fetcher.adts.Bytes.join;
import static top.vetra.fetcher.adts.Bytes.junk;
import static top.vetra.fetcher.adts.Bytes.tag;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Assertions;

class AdtsScannerPropertiesTest {

  /** Frames, and what stands before them. */
  record Stretch(byte[] between, byte[] frames) {}

  @Provide
  Arbitrary<Stretch> stretches() {
    Arbitrary<byte[]> junk =
        Combinators.combine(Arbitraries.integers().between(0, 60), Arbitraries.longs())
            .as((length, seed) -> junk(length, seed, false));
    Arbitrary<byte[]> tags =
        Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(300).map(Bytes::tag);
    Arbitrary<byte[]> claiming =
        Combinators.combine(Arbitraries.integers().between(0, 1 << 28), junk)
            .as((claimed, content) -> tag(claimed, content));
    Arbitrary<byte[]> between =
        Arbitraries.oneOf(junk, tags, claiming)
            .list()
            .ofMaxSize(3)
            .map(all -> join(all.toArray(new byte[0][])));
    Arbitrary<byte[]> frames =
        Combinators.combine(Arbitraries.integers().between(2, 12), Arbitraries.longs())
            .as(Bytes::frames);
    return Combinators.combine(between, frames).as(Stretch::new);
  }

  @Property(tries = 500)
  void frames_in_are_frames_out_whatever_lies_between(
      @ForAll("stretches") Stretch first,
      @ForAll @Size(max = 6) List<@net.jqwik.api.From("stretches") Stretch> more) {
    byte[] segment = join(first.between(), first.frames());
    byte[] frames = first.frames();
    for (Stretch one : more) {
      segment = join(segment, one.between(), one.frames());
      frames = join(frames, one.frames());
    }

    assertThat(found(AdtsScanner.scan(segment))).isEqualTo(frames);
  }

  @Property(tries = 300)
  void a_border_anywhere_loses_nothing(
      @ForAll @IntRange(min = 8, max = 30) int count, @ForAll long seed, @ForAll double share) {
    byte[] all = frames(count, seed);
    // Each side has frames enough to know them for what they are.
    int margin = all.length / 3;
    int cut = margin + (int) (Math.abs(share % 1) * (all.length - 2 * margin));
    SegmentAudio before = AdtsScanner.scan(Arrays.copyOf(all, cut));
    SegmentAudio after = AdtsScanner.scan(Arrays.copyOfRange(all, cut, all.length));
    Frame seam = Seam.between(before, after);

    assertThat(join(found(before), seam == null ? new byte[0] : seam.data(), found(after)))
        .isEqualTo(all);
  }

  @Property(tries = 500)
  void any_bytes_are_scanned_without_a_fault(@ForAll @Size(max = 3000) byte[] bytes) {
    assertThatCode(() -> AdtsScanner.scan(bytes)).doesNotThrowAnyException();
  }

  @Property(tries = 300)
  void damage_is_survived_and_what_is_found_lies_in_order(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int wounds) {
    Random random = new Random(seed);
    byte[] segment = join(tag("clock"), frames(30, seed), tag("levels"), frames(30, seed + 1));
    for (int i = 0; i < wounds; i++) {
      segment[random.nextInt(segment.length)] = (byte) random.nextInt();
    }

    SegmentAudio audio = AdtsScanner.scan(segment);

    int end = 0;
    for (int i = 0; i < audio.frames(); i++) {
      assertThat(audio.offsets()[i]).isGreaterThanOrEqualTo(end);
      end = audio.offsets()[i] + audio.lengths()[i];
    }
    assertThat(end).isLessThanOrEqualTo(segment.length);
    assertThat(audio.frames()).isBetween(60 - 2 * wounds, 60);
  }

  @Property(tries = 4)
  void hostile_megabytes_take_no_longer_than_others(@ForAll @IntRange(min = 0, max = 3) int kind) {
    byte[] header = Bytes.frame(new byte[20]);
    byte[] unit =
        switch (kind) {
          case 0 -> Arrays.copyOf(header, 7);
          case 1 -> tag(1 << 27);
          case 2 -> join(tag(50), Arrays.copyOf(header, 7));
          default -> new byte[] {(byte) 0xff, (byte) 0xf1};
        };
    byte[] hostile = new byte[4 << 20];
    for (int at = 0; at + unit.length <= hostile.length; at += unit.length) {
      System.arraycopy(unit, 0, hostile, at, unit.length);
    }
    byte[] segment = join(frames(10, 1), hostile);

    Assertions.assertTimeout(Duration.ofSeconds(3), () -> AdtsScanner.scan(segment));
  }
}
