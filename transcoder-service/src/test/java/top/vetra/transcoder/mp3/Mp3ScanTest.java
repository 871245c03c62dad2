package top.vetra.transcoder.mp3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import top.vetra.model.audio.StreamFormat;

class Mp3ScanTest {

  private static final StreamFormat FORMAT = new StreamFormat(48_000, 2);
  private static final int XING = 36;

  @Property
  void everySeekPointIsAsNearAsTheTableAllows(
      @ForAll @Size(min = 2, max = 400) List<@IntRange(min = 1, max = 14) Integer> rates,
      @ForAll @IntRange(min = 1, max = 50) int framesInPart) {
    List<byte[]> frames = new ArrayList<>();
    rates.forEach(rate -> frames.add(frame(rate)));
    Mp3Scan scan = new Mp3Scan((frames.size() - 1) * 1152L, FORMAT);
    for (int i = 0; i < frames.size(); i += framesInPart) {
      scan.add(join(frames.subList(i, Math.min(i + framesInPart, frames.size()))));
    }

    byte[] info = scan.infoFrame();

    long fileBytes = info.length + (long) join(frames).length;
    ByteBuffer fields = ByteBuffer.wrap(info, XING + 8, 8);
    assertThat(fields.getInt()).isEqualTo(frames.size());
    assertThat(fields.getInt()).isEqualTo((int) fileBytes);
    for (int point = 0; point < 100; point++) {
      List<byte[]> before = frames.subList(0, point * frames.size() / 100);
      double exact = 256.0 * (info.length + join(before).length) / fileBytes;
      int step = info[XING + 16 + point] & 0xff;
      assertThat((double) step).isBetween(Math.min(254.99, exact - 0.51), exact + 0.51);
    }
  }

  @Property(tries = 30)
  void theLocationTableTellsWhereEveryReferenceIs(
      @ForAll @Size(min = 2, max = 300) List<@IntRange(min = 1, max = 14) Integer> rates,
      @ForAll boolean long44) {
    StreamFormat format = long44 ? new StreamFormat(44_100, 2) : FORMAT;
    int repeat = 40;
    List<byte[]> frames = new ArrayList<>();
    rates.forEach(rate -> frames.addAll(Collections.nCopies(repeat, frame(rate))));
    Mp3Scan scan = new Mp3Scan((frames.size() - 1) * 1152L, format);
    for (int i = 0; i < frames.size(); i += 1000) {
      scan.add(join(frames.subList(i, Math.min(i + 1000, frames.size()))));
    }

    ByteBuffer table = ByteBuffer.wrap(scan.locationTable());

    int step = table.getShort();
    int bytes = int24(table);
    int millis = int24(table);
    assertThat(table.getShort()).isEqualTo((short) (24 << 8 | 8));
    assertThat(table.remaining() / 4).isEqualTo((frames.size() - 1) / step).isLessThan(4096);
    long position = 0;
    long time = 0;
    for (int i = 1; table.hasRemaining(); i++) {
      position += bytes + int24(table);
      time += millis + (table.get() & 0xff);
      assertThat(position).isEqualTo(lengthOf(frames, i * step));
      assertThat((double) time).isCloseTo(i * step * 1152_000.0 / format.sampleRate(), within(1.0));
    }
  }

  private static long lengthOf(List<byte[]> frames, int count) {
    return frames.stream().limit(count).mapToLong(frame -> frame.length).sum();
  }

  private static int int24(ByteBuffer in) {
    return (in.get() & 0xff) << 16 | in.getShort() & 0xffff;
  }

  @Example
  void anotherNumberOfFramesThanTheLengthAsksForIsAnError() {
    Mp3Scan scan = new Mp3Scan(1152, FORMAT);
    scan.add(frame(9));

    assertThatThrownBy(scan::infoFrame).hasMessage("MP3 frames: 1 (expected: 2)");
  }

  @Example
  void bytesThatAreNoFramesAreAnError() {
    Mp3Scan scan = new Mp3Scan(1152, FORMAT);
    byte[] cut = new byte[100];
    System.arraycopy(frame(9), 0, cut, 0, 100);

    assertThatThrownBy(() -> scan.add(cut)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scan.add(new byte[100])).isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void theChecksumIsTheOneOfTheCatalogue() {
    Crc16 crc = new Crc16();
    crc.update("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, 9);
    // CRC-16/ARC
    assertThat(crc.value()).isEqualTo(0xbb3d);
  }

  private static byte[] frame(int rateIndex) {
    Mp3Header header = new Mp3Header(0xfffb0444 | rateIndex << 12);
    byte[] frame = new byte[header.frameBytes()];
    ByteBuffer.wrap(frame).putInt(header.bits());
    return frame;
  }

  private static byte[] join(List<byte[]> frames) {
    ByteBuffer all = ByteBuffer.allocate(frames.stream().mapToInt(frame -> frame.length).sum());
    frames.forEach(all::put);
    return all.array();
  }
}
