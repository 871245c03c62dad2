package top.vetra.model.store;

import top.vetra.model.job.Preset;

/** Where everything lies in the object store: the same unit of work always writes the same key. */
public final class ObjectKeys {

  /** All that goes when a conversion ends. */
  public static final String WORK = "work/";

  /** All that is kept for people. */
  public static final String RESULTS = "results/";

  /** Marks of conversions that need no more work. */
  public static final String ENDED = "ended/";

  private ObjectKeys() {}

  /** Everything that is needed only until the conversion ends. */
  public static String work(String conversionId) {
    return WORK + conversionId + "/";
  }

  /**
   * Whose work an object is.
   *
   * @param key one below {@link #WORK}
   */
  public static String conversionOf(String key) {
    return key.substring(WORK.length(), key.indexOf('/', WORK.length()));
  }

  /** What is to be converted: the Space and its link. */
  public static String manifest(String conversionId) {
    return work(conversionId) + "manifest.json";
  }

  /** A page of the plan: which segments make which chunks. */
  public static String planPage(String conversionId, int page) {
    return work(conversionId) + "plan/" + number(page) + ".json";
  }

  /** All fetched chunks of a conversion. */
  public static String chunks(String conversionId) {
    return work(conversionId) + "chunks/";
  }

  /** A chunk's ADTS frames, with lead-in and lead-out. */
  public static String chunk(String conversionId, int chunk) {
    return chunks(conversionId) + number(chunk) + ".adts";
  }

  /** The receipts of all fetched chunks, and nothing else. */
  public static String receipts(String conversionId) {
    return work(conversionId) + "receipts/";
  }

  /** A chunk's {@link ChunkReceipt}; there once the chunk is stored whole. */
  public static String receipt(String conversionId, int chunk) {
    return receipts(conversionId) + number(chunk) + ".json";
  }

  /** There once the task that fetches the chunk after this one has been published. */
  public static String handedOn(String conversionId, int chunk) {
    return work(conversionId) + "handed-on/" + number(chunk);
  }

  /** Who spoke when, of all chunks of which it is known. */
  public static String chunkTimelines(String conversionId) {
    return work(conversionId) + "timeline/";
  }

  /** Who spoke when during a chunk. */
  public static String chunkTimeline(String conversionId, int chunk) {
    return chunkTimelines(conversionId) + number(chunk) + ".json";
  }

  /** What is silence in chunks, of all in which audio could not be decoded. */
  public static String chunkGaps(String conversionId) {
    return work(conversionId) + "gaps/";
  }

  /** What is silence in a chunk because it could not be decoded. */
  public static String chunkGaps(String conversionId, int chunk) {
    return chunkGaps(conversionId) + number(chunk) + ".json";
  }

  /** What is known once the last chunk is fetched. */
  public static String summary(String conversionId) {
    return work(conversionId) + "summary.json";
  }

  /** All encoded chunks of a conversion. */
  public static String parts(String conversionId) {
    return work(conversionId) + "parts/";
  }

  /** A chunk's own MP3 frames. */
  public static String part(String conversionId, int chunk) {
    return parts(conversionId) + number(chunk) + ".mp3";
  }

  /** There when the conversion needs no more work, whatever is still queued for it. */
  public static String ended(String conversionId) {
    return ENDED + conversionId;
  }

  /**
   * The finished file of a conversion. What is made anew for the same wish has another key, so that
   * nothing changes under those who are reading it. Earlier versions had no conversion in their
   * keys: those are in the records of their jobs, and are not made any more.
   */
  public static String result(String spaceId, Preset preset, String conversionId) {
    return RESULTS
        + spaceId
        + "/"
        + preset.slug()
        + "-"
        + conversionId
        + "."
        + preset.format().extension();
  }

  /** Who spoke when in a finished file, second by second. */
  public static String timelineOf(String result) {
    return result + ".timeline.json";
  }

  /** How loud the recording in a finished file is. */
  public static String waveformOf(String result) {
    return result + ".waveform.json";
  }

  /** The same where earlier versions put it: one for all files of a Space. */
  public static String earlierWaveformOf(String result) {
    return result.substring(0, result.lastIndexOf('/') + 1) + "waveform.json";
  }

  /** Where in a finished MP3 which moment is; one for each file. */
  public static String seekTableOf(String result) {
    return result + ".seek-table.json";
  }

  /** A host's picture, under a name made of its content. */
  public static String avatar(String name) {
    return RESULTS + "avatars/" + name;
  }

  /**
   * Which chunk an object is of.
   *
   * @param key one that names a single chunk
   */
  public static int chunkOf(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return Integer.parseInt(name.substring(0, name.indexOf('.')));
  }

  private static String number(int n) {
    return String.format("%05d", n);
  }
}
