package top.vetra.xsimulator.hls;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import top.vetra.xsimulator.audio.Ffmpeg;

/** Wraps audio frames, untouched, into MPEG-TS beside a small moving picture. */
final class VideoSegments {

  /** Bytes of one MPEG-TS packet. */
  private static final int PACKET = 188;

  private static final int SERVICE_TABLE_PID = 17;

  private final Ffmpeg ffmpeg;

  VideoSegments(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  byte[] mux(byte[] adts, double startSeconds, double seconds) {
    String length = String.format(Locale.ROOT, "%.6f", seconds);
    String start = String.format(Locale.ROOT, "%.6f", startSeconds);
    // mpeg2video is part of every ffmpeg; nobody looks at the picture.
    String arguments =
        ("-f lavfi -i testsrc=size=64x36:rate=25:duration=" + length)
            + " -f aac -i pipe:0 -map 0:v -map 1:a -c:a copy"
            + " -c:v mpeg2video -pix_fmt yuv420p -b:v 60k"
            + (" -output_ts_offset " + start + " -f mpegts pipe:1");
    return withoutServiceTable(ffmpeg.run(adts, List.of(arguments.split(" ", -1))));
  }

  /**
   * Drops the service description table, an optional part of broadcasts. A statically linked ffmpeg
   * 4.4.1 crashes while it reads one.
   */
  private static byte[] withoutServiceTable(byte[] stream) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(stream.length);
    for (int at = 0; at + PACKET <= stream.length; at += PACKET) {
      int pid = (stream[at + 1] & 0x1f) << 8 | stream[at + 2] & 0xff;
      if (pid != SERVICE_TABLE_PID) {
        kept.write(stream, at, PACKET);
      }
    }
    return kept.toByteArray();
  }
}
