package top.vetra.transcoder.testing;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.job.Gap;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Space;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.store.FetchSummary;
import top.vetra.model.store.Manifest;
import top.vetra.model.store.ObjectKeys;

/** A recording cut into chunks and stored, as if fetched. */
public final class Recording {

  public static final String ID = "conversion";

  public static final Space SPACE =
      new Space(
          "1AbCdEfGhIjKl",
          "Où va l’IA? / AI",
          new Space.Host("Zoë", "zoe", null),
          Instant.parse("2026-08-14T18:30:00Z"),
          null,
          null,
          List.of());

  public static final Gap GAP = new Gap(3, 1.5, 1);

  /** As the fetcher leaves them: no more than is needed. */
  private static final int LEAD_IN = 80;

  private static final int LEAD_OUT = 10;

  private final List<byte[]> frames;
  private final StreamFormat format;
  private final Preset preset;
  private final int chunkFrames;

  /** Cuts it into chunks of so many frames. */
  public Recording(byte[] adts, StreamFormat format, Preset preset, int chunkFrames) {
    this.frames = split(adts);
    this.format = format;
    this.preset = preset;
    this.chunkFrames = chunkFrames;
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

  public static byte[] join(List<byte[]> pieces) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    pieces.forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  public long samples() {
    return 1024L * frames.size();
  }

  public int frames() {
    return frames.size();
  }

  public int chunks() {
    return (frames.size() + chunkFrames - 1) / chunkFrames;
  }

  public EncodeTask task(int chunk) {
    int first = chunk * chunkFrames;
    int own = Math.min(chunkFrames, frames.size() - first);
    int leadIn = Math.min(LEAD_IN, first);
    int leadOut = Math.min(LEAD_OUT, frames.size() - first - own);
    return new EncodeTask(ID, preset, chunk, chunks(), first, leadIn, own, leadOut, format);
  }

  public byte[] chunk(int chunk) {
    EncodeTask task = task(chunk);
    int from = (int) task.firstFrame() - task.leadInFrames();
    int to = (int) task.firstFrame() + task.frames() + task.leadOutFrames();
    return join(frames.subList(from, to));
  }

  /** Stores what the fetcher stores for MP3. */
  public void storeIn(InMemoryObjectStore store) {
    for (int chunk = 0; chunk < chunks(); chunk++) {
      store.put(ObjectKeys.chunk(ID, chunk), chunk(chunk), "").block();
    }
    storeSummary(store);
  }

  /** Stores what the fetcher stores for M4A: no leads. */
  public void storeWithoutLeadsIn(InMemoryObjectStore store) {
    for (int chunk = 0; chunk < chunks(); chunk++) {
      int from = chunk * chunkFrames;
      int to = Math.min(from + chunkFrames, frames.size());
      store.put(ObjectKeys.chunk(ID, chunk), join(frames.subList(from, to)), "").block();
    }
    storeSummary(store);
  }

  private void storeSummary(InMemoryObjectStore store) {
    store.putJson(ObjectKeys.manifest(ID), new Manifest(SPACE, preset, 1, chunks())).block();
    store
        .putJson(ObjectKeys.summary(ID), new FetchSummary(format, frames.size(), List.of(GAP)))
        .block();
  }
}
