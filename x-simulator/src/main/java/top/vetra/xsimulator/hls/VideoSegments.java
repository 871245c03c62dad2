package top.vetra.xsimulator.hls;

import java.util.List;
import java.util.Locale;
import top.vetra.xsimulator.audio.Ffmpeg;

/** Wraps audio frames, untouched, into MPEG-TS beside a small moving picture. */
final class VideoSegments {

  private final Ffmpeg ffmpeg;

  VideoSegments(Ffmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  byte[] mux(byte[] adts, double startSeconds, double seconds) {
    String length = String.format(Locale.ROOT, "%.6f", seconds);
    String start = String.format(Locale.ROOT, "%.6f", startSeconds);
    // mpeg2video is part of every ffmpeg; nobody looks at the picture.
    return ffmpeg.run(
        adts,
        List.of(
            "-f",
            "lavfi",
            "-i",
            "testsrc=size=64x36:rate=25:duration=" + length,
            "-f",
            "aac",
            "-i",
            "pipe:0",
            "-map",
            "0:v",
            "-map",
            "1:a",
            "-c:a",
            "copy",
            "-c:v",
            "mpeg2video",
            "-pix_fmt",
            "yuv420p",
            "-b:v",
            "60k",
            "-output_ts_offset",
            start,
            "-f",
            "mpegts",
            "pipe:1"));
  }
}
