package top.vetra.transcoder.mp3;

import org.jspecify.annotations.Nullable;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.store.SeekTable;
import top.vetra.model.store.Waveform;
import top.vetra.transcoder.waveform.Envelope;

/** Watches the frames of a file go by, in order, and knows in the end what its first frame says. */
public final class Mp3Scan {

  private static final int SEEK_POINTS = 100;

  private final long samples;
  private final long expectedFrames;
  private final StreamFormat format;
  private final Crc16 crc = new Crc16();

  /** Where the audio of each per cent of the length starts, in bytes from the first frame. */
  private final long[] seekPoints = new long[SEEK_POINTS];

  private final LocationTable locations;
  private final SeekSteps steps;
  private final Envelope envelope;
  private int nextPoint;
  private long frames;
  private long bytes;
  private @Nullable Mp3Header first;

  /**
   * Begins.
   *
   * @param samples the length of the recording, in samples per channel
   * @param format its shape
   */
  public Mp3Scan(long samples, StreamFormat format) {
    this.samples = samples;
    this.format = format;
    this.expectedFrames = Mp3Count.frames(samples, format);
    this.locations = new LocationTable(expectedFrames, format);
    this.steps = new SeekSteps(format);
    this.envelope = new Envelope(expectedFrames);
  }

  /**
   * Takes note of the next frames.
   *
   * @throws IllegalArgumentException if they are not whole MP3 frames
   */
  public void add(byte[] part) {
    Mp3Frames next = Mp3Frames.of(part);
    if (first == null && next.count() > 0) {
      first = Mp3Header.at(part, 0);
    }
    while (nextPoint < SEEK_POINTS && frameOf(nextPoint) < frames + next.count()) {
      seekPoints[nextPoint] = bytes + next.start((int) (frameOf(nextPoint) - frames));
      nextPoint++;
    }
    while (locations.nextFrame() < Math.min(expectedFrames, frames + next.count())) {
      locations.add(bytes + next.start((int) (locations.nextFrame() - frames)));
    }
    while (steps.nextFrame() < frames + next.count()) {
      steps.add(bytes + next.start((int) (steps.nextFrame() - frames)));
    }
    for (int i = 0; i < next.count(); i++) {
      envelope.add(SideInfo.amplitude(part, next.start(i)));
    }
    crc.update(part, 0, part.length);
    frames += next.count();
    bytes += part.length;
  }

  private long frameOf(int point) {
    return point * expectedFrames / SEEK_POINTS;
  }

  /**
   * The frame to put before all others.
   *
   * @throws IllegalStateException if the frames were not as many as the length asks for
   */
  public byte[] infoFrame() {
    if (first == null || frames != expectedFrames) {
      throw new IllegalStateException(
          "MP3 frames: " + frames + " (expected: " + expectedFrames + ")");
    }
    return new InfoFrame(
            first, frames, bytes, seekPoints, Mp3Count.padding(samples, format), crc.value())
        .bytes();
  }

  /**
   * How long that frame will be, in bytes.
   *
   * @throws IllegalStateException before the first audio frame, whose shape it has
   */
  public int infoFrameBytes() {
    if (first == null) {
      throw new IllegalStateException("MP3 frames: 0 (expected: 1 or more)");
    }
    return InfoFrame.headerFor(first).frameBytes();
  }

  /** How loud it is along its length. */
  public Waveform waveform() {
    return envelope.waveform();
  }

  /** Where in the file, which is so many bytes long and ends with these frames, each moment is. */
  public SeekTable seekTable(long fileBytes) {
    return steps.table(bytes, fileBytes);
  }

  /**
   * The content of the ID3 frame {@code MLLT}, for players that want to jump to the moment. As long
   * from the start as in the end.
   */
  public byte[] locationTable() {
    return locations.bytes();
  }
}
