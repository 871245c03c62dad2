package top.vetra.fetcher.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.store.Timeline;
import top.vetra.model.store.Timeline.Moment;
import top.vetra.model.store.Timeline.Participant;

class TimelineWriterTest {

  private static final StreamFormat FORMAT = new StreamFormat(48_000, 2);
  private static final String TWO =
      """
      [{"ParticipantIndex":1,"UserId":"1ada","UserName":"ada","SessionId":"x","ProfileUrl":"https://p/a"},
       {"ParticipantIndex":2,"UserName":"bo"}]""";

  private final TimelineWriter writer = new TimelineWriter(FORMAT);

  @Example
  void levels_belong_to_the_host_and_then_to_the_participants_in_their_order() {
    add(tag(true, "HydraParticipants", TWO, "HydraAudioLevel", "[0,12,30]"), 0);
    add(tag(true, "HydraParticipants", TWO, "HydraAudioLevel", "[9,0,0]"), 47);

    assertThat(writer.timeline())
        .isEqualTo(
            new Timeline(
                List.of(
                    new Participant("1ada", "ada", "https://p/a"),
                    new Participant("unnamed-2", "bo", null)),
                List.of(
                    new Moment(0, Map.of("1ada", 12, "unnamed-2", 30)),
                    new Moment(1, Map.of("host", 9)))));
  }

  @Example
  void sizes_may_be_plain_numbers() {
    add(tag(false, "HydraParticipants", TWO, "HydraAudioLevel", "[1,2,3]"), 0);

    assertThat(writer.timeline().moments())
        .containsExactly(new Moment(0, Map.of("host", 1, "1ada", 2, "unnamed-2", 3)));
  }

  @Example
  void levels_without_names_belong_to_those_who_were_named_last() {
    add(tag(true, "HydraParticipants", TWO, "HydraAudioLevel", "[0,12,0]"), 0);
    add(tag(true, "HydraAudioLevel", "[0,14,0,99]"), 47);

    assertThat(writer.timeline().moments()).last().isEqualTo(new Moment(1, Map.of("1ada", 14)));
  }

  @Example
  void what_cannot_be_read_is_left_out() {
    add(tag(true, "HydraParticipants", "[{\"Partici", "HydraAudioLevel", "loud"), 0);
    add(tag(true, "HydraAudioLevel", "{}"), 0);
    add(tag(true, "HydraAudioLevel", "[".repeat(5000)), 0);
    add(tag(true, "SomethingElse", "[1]"), 0);
    add(tag(true, "HydraAudioLevel", "[-5,null,\"x\",1e300,[1]]", "HydraParticipants", "[7]"), 0);

    assertThat(writer.timeline().moments()).containsExactly(new Moment(0, Map.of()));
  }

  @Example
  void a_crowd_is_cut_off() {
    String crowd = "[" + "{},".repeat(5000) + "{}]";
    String levels = "[" + "9,".repeat(5000) + "9]";
    add(tag(true, "HydraParticipants", crowd, "HydraAudioLevel", levels), 0);

    assertThat(writer.timeline().participants()).hasSizeLessThan(200);
  }

  @Property(tries = 500)
  void any_tag_is_read_without_a_fault(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 50) int wounds) {
    byte[] tag = tag(true, "HydraParticipants", TWO, "HydraAudioLevel", "[0,12,30]");
    Random random = new Random(seed);
    for (int i = 0; i < wounds; i++) {
      tag[random.nextInt(tag.length)] = (byte) random.nextInt();
    }

    assertThatCode(() -> add(tag, 0)).doesNotThrowAnyException();
  }

  private void add(byte[] tag, long frame) {
    writer.add(tag, 0, tag.length, frame);
  }

  private static byte[] tag(boolean synchsafe, String... namesAndTexts) {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      byte[] text =
          ("\3" + namesAndTexts[i] + "\0" + namesAndTexts[i + 1]).getBytes(StandardCharsets.UTF_8);
      frames.writeBytes("TXXX".getBytes(StandardCharsets.US_ASCII));
      frames.writeBytes(size(text.length, synchsafe));
      frames.writeBytes(new byte[2]);
      frames.writeBytes(text);
    }
    ByteArrayOutputStream tag = new ByteArrayOutputStream();
    tag.writeBytes(new byte[] {'I', 'D', '3', 4, 0, 0});
    tag.writeBytes(size(frames.size(), true));
    tag.writeBytes(frames.toByteArray());
    return tag.toByteArray();
  }

  private static byte[] size(int size, boolean synchsafe) {
    return ByteBuffer.allocate(4)
        .putInt(synchsafe ? (size & 0x7f) | (size & 0x3f80) << 1 | (size & 0x1fc000) << 2 : size)
        .array();
  }
}
