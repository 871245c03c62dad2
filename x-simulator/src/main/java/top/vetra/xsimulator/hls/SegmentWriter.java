package top.vetra.xsimulator.hls;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import top.vetra.xsimulator.audio.AacLoop;
import top.vetra.xsimulator.audio.AacLoops;
import top.vetra.xsimulator.audio.AudioFormat;
import top.vetra.xsimulator.space.Derived;
import top.vetra.xsimulator.space.Recording;
import top.vetra.xsimulator.space.SpaceScenario;
import top.vetra.xsimulator.space.TagStyle;
import top.vetra.xsimulator.space.TagStyle.Hydra;

/** Makes the bytes of a segment: a clock tag, then audio frames with speaker tags between them. */
final class SegmentWriter {

  private final AacLoops loops;

  SegmentWriter(AacLoops loops) {
    this.loops = loops;
  }

  byte[] segment(SpaceScenario space, int segment) {
    Recording recording = space.recording();
    AudioFormat format = recording.formatOf(segment);
    TagStyle style = recording.tags();
    AacLoop loop = loops.of(format);
    Random stray = new Random(Derived.seed(space.id()) + segment);
    long first = recording.segmentation().firstFrame(segment);
    double start = recording.startSeconds(segment);
    ByteArrayOutputStream out = new ByteArrayOutputStream(48_000);
    writeStray(out, style, stray);
    out.writeBytes(Id3Tag.clock(start));
    for (int i = 0; i < recording.segmentation().frames(segment); i++) {
      double now = start + format.seconds(i);
      boolean newSecond = first + i == 0 || (long) now > (long) (now - format.seconds(1));
      if (newSecond && style.hydra() != Hydra.ABSENT) {
        writeStray(out, style, stray);
        out.writeBytes(HydraTag.at(space, now));
      }
      if (style.extraTagEvery() > 0 && i % style.extraTagEvery() == 0) {
        writeStray(out, style, stray);
        out.writeBytes(new Id3Tag(style.synchsafe()).text("TIT2", "tag " + (first + i)).bytes());
      }
      out.writeBytes(loop.frame(first + i));
    }
    return out.toByteArray();
  }

  /** Audio frames alone. */
  byte[] frames(SpaceScenario space, int segment) {
    Recording recording = space.recording();
    return loops
        .of(recording.formatOf(segment))
        .adts(
            recording.segmentation().firstFrame(segment), recording.segmentation().frames(segment));
  }

  private static void writeStray(ByteArrayOutputStream out, TagStyle style, Random random) {
    for (int i = 0; i < style.strayBytes(); i++) {
      out.write(random.nextInt(0xff));
    }
    if (style.falseSyncs()) {
      // Sync word, AAC-LC, 48 kHz, stereo, and a length that leads into the middle of what follows.
      out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xf1, 0x4c, (byte) 0x80, 0x05, 0x3f, 0x00});
    }
  }
}
