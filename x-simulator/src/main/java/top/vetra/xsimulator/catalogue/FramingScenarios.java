package top.vetra.xsimulator.catalogue;

import static top.vetra.xsimulator.catalogue.StateScenarios.space;
import static top.vetra.xsimulator.fault.Fault.on;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import top.vetra.xsimulator.fault.Kind;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.TagStyle;
import top.vetra.xsimulator.space.TagStyle.Hydra;

/** What lies between the audio frames, and wounds in the frames themselves. */
final class FramingScenarios {

  private FramingScenarios() {}

  static List<SpaceScenario> all() {
    byte[] tag = tag();
    return List.of(
        tags("stray-bytes", "Stray bytes before every tag.", TagStyle.USUAL.stray(37, false)),
        tags("false-syncs", "Stray bytes that look like frames.", TagStyle.USUAL.stray(11, true)),
        tags("tags-everywhere", "A tag before every third frame.", TagStyle.USUAL.extraTagEvery(3)),
        tags("plain-tag-sizes", "Frame sizes are not synchsafe.", TagStyle.USUAL.plainSizes()),
        tags("no-hydra", "No speaker tags.", TagStyle.USUAL.hydra(Hydra.ABSENT)),
        tags("malformed-hydra", "Unreadable tags.", TagStyle.USUAL.hydra(Hydra.MALFORMED)),
        space("split-tag", "A tag begins in segment 5 and ends in segment 6.", "completed")
            .fault(
                on(Kind.SEGMENT).at(5).then(SegmentDamage.append(Arrays.copyOf(tag, 100))),
                on(Kind.SEGMENT)
                    .at(6)
                    .then(SegmentDamage.prepend(Arrays.copyOfRange(tag, 100, tag.length))))
            .build(),
        space(
                "corrupt-payload",
                "A frame in segment 5 cannot be decoded.",
                "completed",
                "audio-invalid")
            .fault(on(Kind.SEGMENT).at(5).then(SegmentDamage.payload(70)))
            .build(),
        space(
                "corrupt-header",
                "A frame in segment 5 has lost its header.",
                "audio-incomplete",
                "audio-invalid",
                "completed")
            .fault(on(Kind.SEGMENT).at(5).then(SegmentDamage.header(70)))
            .build());
  }

  private static SpaceScenario tags(String name, String about, TagStyle style) {
    return space(name, about, "completed").tags(style).build();
  }

  /** A text frame of 280 bytes in a tag of 300. */
  private static byte[] tag() {
    byte[] tag = new byte[300];
    Arrays.fill(tag, (byte) ' ');
    byte[] start = "ID3\4\0\0\0\0\2\42TIT2\0\0\2\30\0\0\3".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(start, 0, tag, 0, start.length);
    return tag;
  }
}
