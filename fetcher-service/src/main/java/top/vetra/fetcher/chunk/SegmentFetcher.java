package top.vetra.fetcher.chunk;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import top.vetra.fetcher.adts.AacShape;
import top.vetra.fetcher.adts.AdtsScanner;
import top.vetra.fetcher.adts.SegmentAudio;
import top.vetra.fetcher.chunk.FetchedSegment.Cause;
import top.vetra.fetcher.id3.TagHeader;
import top.vetra.fetcher.media.MediaException;
import top.vetra.fetcher.media.MediaOrigin;
import top.vetra.fetcher.media.MediaRequest;
import top.vetra.fetcher.media.WholeBody;
import top.vetra.fetcher.plan.PlannedSegment;
import top.vetra.fetcher.playlist.Unreadable;
import top.vetra.fetcher.ts.TransportStream;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** Fetches segments side by side and finds the audio in them. */
final class SegmentFetcher {

  private static final Logger log = LoggerFactory.getLogger(SegmentFetcher.class);

  /** A playlist's lengths may be wrong by less than a tenth. */
  private static final double CREDIBLE_SHARE = 0.9;

  /** A frame has 1024 samples, of 48,000 or less a second. */
  private static final double SHORTER_THAN_ANY_FRAME = 0.01;

  private final MediaOrigin origin;
  private final SegmentCipher cipher;
  private final SegmentCache cache;
  private final FetchSettings settings;

  SegmentFetcher(MediaOrigin origin, FetchSettings settings) {
    this.origin = origin;
    this.cipher = new SegmentCipher(origin);
    this.cache = new SegmentCache(settings.cacheBytes());
    this.settings = settings;
  }

  /** All of these, in this order. */
  Mono<List<FetchedSegment>> fetch(String conversionId, List<PlannedSegment> segments) {
    return Flux.fromIterable(segments)
        .flatMapSequential(
            segment -> cache.get(conversionId, segment, this::fetch), settings.window())
        .collectList();
  }

  /** These will not be wanted again. */
  void forget(String conversionId, List<PlannedSegment> segments) {
    segments.forEach(segment -> cache.forget(conversionId, segment));
  }

  private Mono<FetchedSegment> fetch(PlannedSegment segment) {
    if (segment.missing()) {
      return Mono.just(new FetchedSegment.Missing(segment, Cause.ABSENT));
    }
    return heard(segment)
        .flatMap(heard -> heard.isDoubtful(segment) ? better(segment, heard.audio()) : heard.sure())
        .map(audio -> found(segment, audio))
        .onErrorResume(MediaException.class, failure -> Mono.just(missing(segment, failure)))
        .onErrorResume(
            ProblemException.class,
            problem -> Mono.just(new FetchedSegment.Refused(segment, problem)))
        .map(SegmentFetcher::asPromised);
  }

  /**
   * X ends some recordings with a segment that holds a tag and nothing else, whatever its length is
   * by the playlist.
   */
  private static FetchedSegment found(PlannedSegment segment, SegmentAudio audio) {
    if (audio.frames() > 0) {
      return new FetchedSegment.Audible(segment, audio);
    }
    return segment.last() && TagHeader.fill(audio.data())
        ? new FetchedSegment.Empty(segment)
        : new FetchedSegment.Missing(segment, Cause.NOT_AUDIO);
  }

  /** Nothing is missing where the playlist promises nothing. */
  private static FetchedSegment asPromised(FetchedSegment fetched) {
    return fetched instanceof FetchedSegment.Missing
            && fetched.planned().seconds() < SHORTER_THAN_ANY_FRAME
        ? new FetchedSegment.Empty(fetched.planned())
        : fetched;
  }

  private Mono<Heard> heard(PlannedSegment segment) {
    return origin
        .read(
            MediaRequest.promised(segment.address(), segment.range()),
            () -> new WholeBody(settings.maxSegmentBytes()))
        .publishOn(Schedulers.parallel())
        .flatMap(body -> cipher.decrypted(segment, body))
        .map(Heard::in);
  }

  private Mono<SegmentAudio> better(PlannedSegment segment, SegmentAudio first) {
    log.info("segment {} at {}: damaged, asked for again", segment.index(), segment.address());
    return heard(segment)
        .map(Heard::audio)
        .onErrorReturn(MediaException.class, first)
        .map(second -> second.frames() > first.frames() ? second : first);
  }

  private record Heard(SegmentAudio audio, boolean multiplexed) {

    static Heard in(byte[] body) {
      boolean multiplexed = TransportStream.is(body);
      return new Heard(
          AdtsScanner.scan(multiplexed ? TransportStream.sound(body) : body), multiplexed);
    }

    Mono<SegmentAudio> sure() {
      return Mono.just(audio);
    }

    /**
     * Whether enough for a frame was passed over, or far too little came, so that the body may have
     * been damaged on its way. In a transport stream frames may well go on in the next segment.
     */
    boolean isDoubtful(PlannedSegment segment) {
      AacShape shape = audio.shape();
      int passedOver = audio.innerLosses().stream().mapToInt(SegmentAudio.Loss::bytes).sum();
      return shape == null
          || audio.frames() < CREDIBLE_SHARE * shape.framesIn(segment.seconds())
          || passedOver * 2 > audio.meanFrameLength()
          || (audio.isCutOff() && !multiplexed);
    }
  }

  private static FetchedSegment missing(PlannedSegment segment, MediaException failure) {
    log.warn("segment {} at {}: {}", segment.index(), segment.address(), failure.getMessage());
    return switch (failure.reason()) {
      case FORBIDDEN ->
          new FetchedSegment.Refused(
              segment,
              Unreadable.because("The recording leads away from the hosts that it should be on."));
      case BLOCKED -> refused(segment, ProblemCode.GEO_BLOCKED);
      case RATE_LIMITED -> refused(segment, ProblemCode.UPSTREAM_RATE_LIMITED);
      case UNAVAILABLE -> new FetchedSegment.Missing(segment, Cause.UNAVAILABLE);
      case REFUSED -> new FetchedSegment.Missing(segment, Cause.REFUSED);
      case MISSING, UNEXPECTED, TOO_LARGE -> new FetchedSegment.Missing(segment, Cause.ABSENT);
    };
  }

  private static FetchedSegment refused(PlannedSegment segment, ProblemCode code) {
    return new FetchedSegment.Refused(segment, new ProblemException(code));
  }
}
