package top.vetra.transcoder.encode;

import top.vetra.model.audio.StreamFormat;
import top.vetra.model.queue.EncodeTask;
import top.vetra.transcoder.mp3.Mp3Count;

/**
 * Which of a chunk's samples are encoded, and which of the frames that come out are its own, so
 * that the chunks' frames, joined, are what one encode of the whole stream gives.
 *
 * @param skippedSamples samples of the chunk's object before the encode starts
 * @param framesOut MP3 frames that the encode gives
 * @param skippedFrames those of them that belong to earlier chunks
 * @param ownFrames those after them that are the chunk's own
 */
record EncodeWindow(long skippedSamples, long framesOut, int skippedFrames, int ownFrames) {

  /**
   * MP3 frames to encode before the chunk's own, so that LAME arrives at the state that it has in
   * the middle of the stream. With 60 or more, every setting tried gave equal bytes; with 8, one
   * frame in 25,000 differed.
   */
  static final int LEAD_IN = 60;

  static EncodeWindow of(EncodeTask task) {
    StreamFormat format = task.format();
    int frame = format.mp3FrameSamples();
    long first = format.mp3FrameOf(task.firstFrame());
    long objectStart = samples(task.firstFrame() - task.leadInFrames());
    long start = task.leadInFrames() == 0 ? 0 : start(objectStart, first, frame);
    long encoded =
        samples(task.firstFrame() + task.frames() + task.leadOutFrames()) - start * frame;
    long framesOut = Mp3Count.frames(encoded, format);
    long end =
        task.isLast() ? start + framesOut : format.mp3FrameOf(task.firstFrame() + task.frames());
    return new EncodeWindow(
        start * frame - objectStart,
        framesOut,
        Math.toIntExact(first - start),
        Math.toIntExact(end - first));
  }

  /**
   * The MP3 frame to start with. The first AAC frame of the object lacks the one that it overlaps
   * with, so nothing of it may be encoded.
   */
  private static long start(long objectStart, long first, int frame) {
    long earliest = (objectStart + StreamFormat.AAC_FRAME_SAMPLES + frame - 1) / frame;
    return Math.max(earliest, first - LEAD_IN);
  }

  private static long samples(long aacFrames) {
    return aacFrames * StreamFormat.AAC_FRAME_SAMPLES;
  }
}
