package top.vetra.fetcher.chunk;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import top.vetra.fetcher.adts.AdtsScanner;
import top.vetra.fetcher.adts.SegmentAudio;
import top.vetra.fetcher.media.MediaException;
import top.vetra.fetcher.media.MediaOrigin;
import top.vetra.fetcher.media.MediaRequest;
import top.vetra.fetcher.media.WholeBody;
import top.vetra.fetcher.plan.PlannedSegment;
import top.vetra.fetcher.playlist.Unreadable;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/** Fetches segments side by side and finds the audio in them. */
final class SegmentFetcher {

  private static final Logger log = LoggerFactory.getLogger(SegmentFetcher.class);

  private final MediaOrigin origin;
  private final FetchSettings settings;

  SegmentFetcher(MediaOrigin origin, FetchSettings settings) {
    this.origin = origin;
    this.settings = settings;
  }

  /** All of these, in this order. */
  Mono<List<FetchedSegment>> fetch(List<PlannedSegment> segments) {
    return Flux.fromIterable(segments)
        .flatMapSequential(this::fetch, settings.window())
        .collectList();
  }

  private Mono<FetchedSegment> fetch(PlannedSegment segment) {
    if (segment.missing()) {
      return Mono.just(new FetchedSegment.Missing(segment, false));
    }
    return origin
        .read(
            MediaRequest.promised(segment.address(), segment.range()),
            () -> new WholeBody(settings.maxSegmentBytes()))
        .publishOn(Schedulers.parallel())
        .<FetchedSegment>map(body -> listen(segment, body))
        .onErrorResume(MediaException.class, failure -> Mono.just(missing(segment, failure)));
  }

  private static FetchedSegment listen(PlannedSegment segment, byte[] body) {
    SegmentAudio audio = AdtsScanner.scan(body);
    if (audio.frames() == 0) {
      log.warn("segment {}: no audio in {} bytes", segment.index(), body.length);
      return new FetchedSegment.Missing(segment, false);
    }
    return new FetchedSegment.Audible(segment, audio);
  }

  private static FetchedSegment missing(PlannedSegment segment, MediaException failure) {
    log.warn("segment {}: {}", segment.index(), failure.getMessage());
    return switch (failure.reason()) {
      case FORBIDDEN ->
          throw Unreadable.because("The recording leads away from the hosts that it should be on.");
      case BLOCKED -> throw new ProblemException(ProblemCode.GEO_BLOCKED);
      case RATE_LIMITED -> throw new ProblemException(ProblemCode.UPSTREAM_RATE_LIMITED);
      case UNAVAILABLE -> new FetchedSegment.Missing(segment, true);
      case MISSING, UNEXPECTED, TOO_LARGE -> new FetchedSegment.Missing(segment, false);
    };
  }
}
