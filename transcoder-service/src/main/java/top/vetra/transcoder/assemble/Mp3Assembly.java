package top.vetra.transcoder.assemble;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import top.vetra.model.audio.StreamFormat;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.store.FetchSummary;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.MultipartUpload;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.transcoder.assemble.UploadBlocks.Block;
import top.vetra.transcoder.mp3.Mp3Scan;

/**
 * Streams the parts into the finished file. What stands at its very start is known only at the very
 * end, so the first block of the upload is kept and stored last.
 */
final class Mp3Assembly implements Assembly {

  /** Blocks being stored at a time, each a little more than 5 MB. */
  private static final int UPLOADS = 3;

  private final ObjectStore store;

  Mp3Assembly(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Mono<Long> assemble(AssembleTask task, String key, Tags tags, FetchSummary summary) {
    return Mono.usingWhen(
        store.startMultipart(key, task.preset().format().contentType()),
        upload -> write(upload, key, task, tags, summary),
        MultipartUpload::complete,
        (upload, failure) -> upload.abort(),
        MultipartUpload::abort);
  }

  private Mono<Long> write(
      MultipartUpload upload, String key, AssembleTask task, Tags tags, FetchSummary summary) {
    Mp3Scan scan = new Mp3Scan(summary.frames() * StreamFormat.AAC_FRAME_SAMPLES, summary.format());
    double seconds = summary.format().secondsOf(summary.frames());
    return UploadBlocks.of(parts(task).doOnNext(scan::add))
        .switchOnFirst(
            (signal, blocks) -> {
              Block first = signal.get();
              if (first == null) {
                return blocks.thenMany(Flux.error(() -> new IllegalStateException("no parts")));
              }
              // What stands before the audio is not known yet, but how long it will be.
              long headBytes =
                  Id3Tag.of(tags, seconds, scan.locationTable()).length + scan.infoFrameBytes();
              Flux<Long> others =
                  blocks
                      .skip(1)
                      .flatMap(block -> store(upload, block.behind(headBytes)), UPLOADS, 1);
              Mono<Long> start =
                  Mono.defer(
                      () -> {
                        byte[] id3 = Id3Tag.of(tags, seconds, scan.locationTable());
                        return store(upload, first.after(id3, scan.infoFrame()));
                      });
              return others.concatWith(start);
            })
        .reduce(0L, Long::sum)
        .flatMap(
            size ->
                store
                    .putJson(ObjectKeys.waveformOf(key), scan.waveform())
                    .then(store.putJson(ObjectKeys.seekTableOf(key), scan.seekTable(size)))
                    .thenReturn(size));
  }

  private static Mono<Long> store(MultipartUpload upload, Block block) {
    return upload.part(block.number(), block.offset(), block.pieces()).thenReturn(block.length());
  }

  private Flux<byte[]> parts(AssembleTask task) {
    return WorkObjects.inOrder(
            store, task.chunksTotal(), chunk -> ObjectKeys.part(task.conversionId(), chunk))
        .publishOn(Schedulers.parallel(), 1);
  }
}
