package top.vetra.transcoder.encode;

import java.util.OptionalLong;
import top.vetra.model.audio.StreamFormat;
import top.vetra.transcoder.aac.AdtsFrames;
import top.vetra.transcoder.ffmpeg.Ffmpeg;
import top.vetra.transcoder.ffmpeg.FfmpegStatistics;
import top.vetra.transcoder.mp3.Mp3Frames;

/**
 * What came out of an encode.
 *
 * @param frames the MP3 frames
 * @param decodedSamples how much AAC was decoded for them, where it is known
 */
record Encoded(Mp3Frames frames, OptionalLong decodedSamples) {

  static Encoded of(Ffmpeg.Output output) {
    return new Encoded(
        Mp3Frames.of(output.bytes()), FfmpegStatistics.of(output.log()).decodedSamples());
  }

  /**
   * Whether nothing was lost on the way. The number of MP3 frames alone would not always show one
   * lost AAC frame, which is shorter.
   */
  boolean isWhole(AdtsFrames source, EncodeWindow window) {
    return decodedSamples.isPresent() && isWholeAsChecked(source, window);
  }

  /** The same, where all frames are known to decode. */
  boolean isWholeAsChecked(AdtsFrames source, EncodeWindow window) {
    long expected = (long) source.count() * StreamFormat.AAC_FRAME_SAMPLES;
    return decodedSamples.orElse(expected) == expected && frames.count() == window.framesOut();
  }

  byte[] own(EncodeWindow window) {
    return frames.slice(window.skippedFrames(), window.ownFrames());
  }
}
