package top.vetra.xsimulator.space;

import org.jspecify.annotations.Nullable;
import top.vetra.xsimulator.audio.AudioFormat;

/**
 * The audio of a Space.
 *
 * @param format how it is encoded
 * @param segmentation how it is cut
 * @param tags what lies between the frames
 * @param switchAt the segment from which {@code switchedFormat} holds
 * @param switchedFormat null when the format never changes
 */
public record Recording(
    AudioFormat format,
    Segmentation segmentation,
    TagStyle tags,
    int switchAt,
    @Nullable AudioFormat switchedFormat) {

  public AudioFormat formatOf(int segment) {
    return switchedFormat != null && segment >= switchAt ? switchedFormat : format;
  }

  /** Exact length of one segment. */
  public double seconds(int segment) {
    return formatOf(segment).seconds(segmentation.frames(segment));
  }

  /** When a segment starts, counted from the start of the recording. */
  public double startSeconds(int segment) {
    int before = Math.min(segment, switchedFormat == null ? segment : switchAt);
    double seconds = format.seconds(segmentation.firstFrame(before));
    return switchedFormat == null || segment <= switchAt
        ? seconds
        : seconds
            + switchedFormat.seconds(
                segmentation.firstFrame(segment) - segmentation.firstFrame(switchAt));
  }

  public double totalSeconds() {
    return startSeconds(segmentation.segments());
  }
}
