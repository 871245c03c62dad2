package top.vetra.fetcher;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import top.vetra.fetcher.adts.AdtsScanner;
import top.vetra.fetcher.adts.SegmentAudio;
import top.vetra.fetcher.chunk.Delivery;
import top.vetra.fetcher.chunk.FetchHandler;
import top.vetra.fetcher.media.HttpMediaOrigin;
import top.vetra.fetcher.plan.PlanHandler;
import top.vetra.fetcher.playlist.RecordingSource;
import top.vetra.model.job.Preset;
import top.vetra.model.job.Space;
import top.vetra.model.link.MediaHosts;
import top.vetra.model.queue.EncodeTask;
import top.vetra.model.queue.FetchTask;
import top.vetra.model.queue.PlanTask;
import top.vetra.model.store.FetchSummary;
import top.vetra.model.store.ObjectKeys;
import top.vetra.model.store.Timeline;

/** Takes a playlist through both workers, in one thread, and keeps all that they leave. */
public final class Conversion implements AutoCloseable {

  public static final String ID = "conversion";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public final MemoryStore store = new MemoryStore();
  public final Published published = new Published();
  public final List<EncodeTask> encodes = new ArrayList<>();
  private final HttpMediaOrigin origin;
  private final PlanHandler plan;
  private final FetchHandler fetch;

  public Conversion(FetcherSettings settings, Clock clock) {
    MediaHosts hosts = MediaHosts.parse(settings.media().allowedHosts());
    origin = new HttpMediaOrigin(hosts, settings.media());
    plan =
        new PlanHandler(
            new RecordingSource(origin, hosts, settings.playlistLimits()),
            settings.plan(),
            store,
            published,
            published,
            clock);
    fetch =
        new FetchHandler(
            origin,
            settings.fetch(),
            store,
            new Delivery(store, published, published, clock),
            published);
  }

  /** A task for a Space that ended long ago. */
  public static PlanTask task(URI playlist, Preset preset) {
    Instant ended = Instant.parse("2026-01-01T12:00:00Z");
    return task(playlist, preset, ended.minusSeconds(60), ended, ended.plusSeconds(9_000));
  }

  /** A task for a Space that went from then to then. */
  public static PlanTask task(
      URI playlist,
      Preset preset,
      @Nullable Instant started,
      @Nullable Instant ended,
      Instant since) {
    Space space = new Space("1DemoSpaceXYZ", "A talk", null, started, ended, null, List.of());
    return new PlanTask(ID, preset, space, playlist.toString(), since);
  }

  public Conversion plan(PlanTask task) {
    plan.handle(task, 1).block(PATIENCE);
    return this;
  }

  public Conversion fetch(FetchTask task, int attempt) {
    fetch.handle(task, attempt).block(PATIENCE);
    return this;
  }

  /**
   * Fetches a chunk in as many attempts as it takes, of which the queue gives no more than five.
   */
  private void fetch(FetchTask task) {
    for (int attempt = 1; ; attempt++) {
      try {
        fetch(task, attempt);
        return;
      } catch (IllegalStateException e) {
        if (attempt == 5) {
          throw e;
        }
      }
    }
  }

  /** Fetches chunk after chunk, with encoders that keep up. */
  public Conversion fetchAll() {
    for (FetchTask task = published.take(FetchTask.class);
        task != null;
        task = published.take(FetchTask.class)) {
      fetch(task);
      EncodeTask encode = published.take(EncodeTask.class);
      if (encode != null) {
        encodes.add(encode);
        store.put(ObjectKeys.part(ID, encode.chunk()), new byte[0], "audio/mpeg").block();
      }
    }
    return this;
  }

  public FetchSummary summary() {
    return Objects.requireNonNull(
        store.getJson(ObjectKeys.summary(ID), FetchSummary.class).block(PATIENCE));
  }

  /** The timelines of all chunks, joined. */
  public Timeline timeline() {
    return Timeline.join(
        encodes.stream()
            .map(encode -> ObjectKeys.chunkTimeline(ID, encode.chunk()))
            .map(key -> store.getJson(key, Timeline.class).block(PATIENCE))
            .filter(Objects::nonNull)
            .toList());
  }

  /** A stored chunk's frames, leads included. */
  public SegmentAudio chunk(int chunk) {
    return AdtsScanner.scan(
        Objects.requireNonNull(store.get(ObjectKeys.chunk(ID, chunk)).block(PATIENCE)));
  }

  /** The chunks' own frames, joined. */
  public byte[] ownFrames() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (EncodeTask encode : encodes) {
      SegmentAudio chunk = chunk(encode.chunk());
      int from = chunk.offsets()[encode.leadInFrames()];
      int last = encode.leadInFrames() + encode.frames() - 1;
      all.writeBytes(
          Arrays.copyOfRange(chunk.data(), from, chunk.offsets()[last] + chunk.lengths()[last]));
    }
    return all.toByteArray();
  }

  @Override
  public void close() {
    origin.close();
  }
}
