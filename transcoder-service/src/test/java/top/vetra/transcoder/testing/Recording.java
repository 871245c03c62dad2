package top.vetra.transcoder.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Space;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.store.FetchSummary;
import top.vetra.model.store.Manifest;
import top.vetra.model.store.ObjectKeys;

/** A recording cut into chunks and stored, as if fetched. */
public final class Recording {

  public static final String ID = "conversion";
  public static final String SPACE_ID = "1AbCdEfGhIjKl";

  private final List<byte[]> frames;
  private final StreamFormat format;
  private final Preset preset;
  private final int chunkFrames;
  private final int lead;

  /**
   * Cuts it.
   *
   * @param lead frames of neighbours' audio around each chunk, as far as there are any
   */
  public Recording(byte[] adts, StreamFormat format, Preset preset, int chunkFrames, int lead) {
    this.frames = split(adts);
    this.format = format;
    this.preset = preset;
    this.chunkFrames = chunkFrames;
    this.lead = lead;
  }

  /** The ADTS frames, each as bytes. */
  public static List<byte[]> split(byte[] adts) {
    List<byte[]> frames = new ArrayList<>();
    for (int at = 0; at < adts.length; at += frames.get(frames.size() - 1).length) {
      int length =
          (adts[at + 3] & 3) << 11 | (adts[at + 4] & 0xff) << 3 | (adts[at + 5] & 0xff) >> 5;
      frames.add(Arrays.copyOfRange(adts, at, at + length));
    }
    return frames;
  }

  public long samples() {
    return 1024L * frames.size();
  }

  public int chunks() {
    return (frames.size() + chunkFrames - 1) / chunkFrames;
  }

  public EncodeTask task(int chunk) {
    int first = chunk * chunkFrames;
    int own = Math.min(chunkFrames, frames.size() - first);
    return new EncodeTask(
        ID,
        preset,
        chunk,
        chunks(),
        first,
        Math.min(lead, first),
        own,
        Math.min(lead, frames.size() - first - own),
        format);
  }

  public byte[] chunk(int chunk) {
    EncodeTask task = task(chunk);
    int from = (int) task.firstFrame() - task.leadInFrames();
    int to = (int) task.firstFrame() + task.frames() + task.leadOutFrames();
    return join(frames.subList(from, to));
  }

  public static byte[] join(List<byte[]> pieces) {
    var whole = new java.io.ByteArrayOutputStream();
    pieces.forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  /** Stores what the fetcher stores. */
  public void storeIn(InMemoryObjectStore store) {
    for (int chunk = 0; chunk < chunks(); chunk++) {
      store.put(ObjectKeys.chunk(ID, chunk), chunk(chunk), "").block();
    }
    store.putJson(ObjectKeys.manifest(ID), new Manifest(space(), preset, 1, chunks())).block();
    store
        .putJson(ObjectKeys.summary(ID), new FetchSummary(format, frames.size(), List.of()))
        .block();
  }

  public static Space space() {
    return new Space(
        SPACE_ID,
        "Où va l’IA? / AI",
        new Space.Host("Zoë", "zoe", null),
        Instant.parse("2026-08-14T18:30:00Z"),
        null,
        null,
        List.of());
  }
}
