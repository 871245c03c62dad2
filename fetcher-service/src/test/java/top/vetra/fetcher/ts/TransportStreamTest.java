package top.vetra.fetcher.ts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import top.vetra.fetcher.adts.AdtsScanner;
import top.vetra.fetcher.adts.Bytes;

class TransportStreamTest {

  @Property(tries = 200)
  void sound_in_is_sound_out_whatever_the_packets(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 1500) Integer> lengths,
      @ForAll boolean withLength,
      @ForAll long seed) {
    TransportStreamWriter stream = new TransportStreamWriter().tables();
    ByteArrayOutputStream sound = new ByteArrayOutputStream();
    for (int length : lengths) {
      byte[] bytes = Bytes.junk(length, seed + length, true);
      sound.writeBytes(bytes);
      stream.picture(length).sound(bytes, withLength);
    }

    assertThat(TransportStream.is(stream.bytes())).isTrue();
    assertThat(TransportStream.sound(stream.bytes())).isEqualTo(sound.toByteArray());
  }

  @Example
  void a_packet_that_is_sent_twice_counts_once() {
    byte[] frames = Bytes.frames(3, 1);

    byte[] stream = new TransportStreamWriter().tables().sound(frames, false).again().bytes();

    assertThat(TransportStream.sound(stream)).isEqualTo(frames);
  }

  @Example
  void packets_are_found_again_after_bytes_between_them() {
    byte[] frames = Bytes.frames(40, 1);
    byte[] stream = new TransportStreamWriter().tables().sound(frames, true).bytes();
    int middle = 6 * TransportStream.PACKET;
    byte[] broken =
        Bytes.join(
            Arrays.copyOf(stream, middle),
            new byte[33],
            Arrays.copyOfRange(stream, middle, stream.length));

    assertThat(TransportStream.sound(broken)).isEqualTo(frames);
  }

  @Example
  void what_a_lost_packet_takes_along_is_seen_as_a_loss_of_frames() {
    byte[] frames = Bytes.frames(40, 1);
    byte[] stream = new TransportStreamWriter().tables().sound(frames, true).bytes();
    int lost = 6 * TransportStream.PACKET;
    byte[] broken =
        Bytes.join(
            Arrays.copyOf(stream, lost),
            Arrays.copyOfRange(stream, lost + TransportStream.PACKET, stream.length));

    var audio = AdtsScanner.scan(TransportStream.sound(broken));

    assertThat(audio.frames()).isBetween(32, 39);
    assertThat(audio.losses()).hasSize(1);
  }

  @Example
  void a_stream_without_tables_has_no_sound() {
    byte[] stream = new TransportStreamWriter().sound(Bytes.frames(9, 1), true).bytes();

    assertThat(TransportStream.sound(stream)).isEmpty();
  }

  @Property(tries = 300)
  void frames_alone_are_no_transport_stream(@ForAll long seed) {
    assertThat(TransportStream.is(Bytes.frames(30, seed))).isFalse();
  }

  @Property(tries = 500)
  void any_bytes_are_read_without_a_fault(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 2000) int wounds) {
    Random random = new Random(seed);
    byte[] stream =
        new TransportStreamWriter().tables().sound(Bytes.frames(40, seed), true).bytes();
    for (int i = 0; i < wounds; i++) {
      stream[random.nextInt(stream.length)] = (byte) random.nextInt();
    }
    int length = random.nextInt(stream.length + 1);

    assertThatCode(() -> TransportStream.sound(Arrays.copyOf(stream, length)))
        .doesNotThrowAnyException();
  }
}
