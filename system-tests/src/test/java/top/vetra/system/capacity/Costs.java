package top.vetra.system.capacity;

/**
 * What a Space costs, in seconds.
 *
 * @param cpuPerAudioSecond of one core, for all that is done to one second of audio
 * @param fetchPerChunk until a chunk is fetched, most of it waiting for the media host
 * @param perJob before the first chunk and after the last one
 * @param firstChunk audio in the first chunk
 * @param chunk audio in all others
 * @param ahead chunks that fetching may be ahead of encoding
 */
record Costs(
    double cpuPerAudioSecond,
    double fetchPerChunk,
    double perJob,
    double firstChunk,
    double chunk,
    int ahead) {

  /** As measured: 77.6 CPU seconds for two hours, JVM and ffmpeg; before objects went past S3. */
  static final Costs MEASURED = new Costs(77.6 / 7200, 0.35, 2.5, 20, 120, 6);

  /** The same with the longest chunks that are cut by default now: fewer, so that it costs less. */
  static final Costs TODAY = new Costs(77.6 / 7200, 0.7, 2.5, 20, 240, 4);

  int chunksOf(double seconds) {
    return 1 + (int) Math.ceil(Math.max(0, seconds - firstChunk) / chunk);
  }

  double cpuOf(double seconds, int number) {
    double start = number == 0 ? 0 : firstChunk + (number - 1) * chunk;
    double end = Math.min(seconds, number == 0 ? firstChunk : start + chunk);
    return Math.max(0, end - start) * cpuPerAudioSecond;
  }
}
