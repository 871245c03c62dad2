package top.vetra.transcoder.assemble;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import top.vetra.model.queue.AssembleTask;
import top.vetra.model.store.FetchSummary;
import top.vetra.model.store.ObjectKeys;
import top.vetra.pipeline.store.ObjectStore;
import top.vetra.transcoder.aac.AdtsFrames;
import top.vetra.transcoder.disk.WorkFolder;
import top.vetra.transcoder.ffmpeg.AacInput;
import top.vetra.transcoder.ffmpeg.Ffmpeg;
import top.vetra.transcoder.ffmpeg.FfmpegStatistics;
import top.vetra.transcoder.waveform.Envelope;

/**
 * Puts the source's AAC into an MP4 file, frame for frame. Players want the table of contents at
 * its start, and it is known at the end: so the file takes shape on disk.
 */
final class M4aAssembly implements Assembly {

  private static final int NO_OUTPUT = 0;

  private final ObjectStore store;
  private final Ffmpeg ffmpeg;

  M4aAssembly(ObjectStore store, Ffmpeg ffmpeg) {
    this.store = store;
    this.ffmpeg = ffmpeg;
  }

  @Override
  public Mono<Long> assemble(AssembleTask task, String key, Tags tags, FetchSummary summary) {
    return Mono.usingWhen(
        Mono.fromCallable(WorkFolder::create).subscribeOn(Schedulers.boundedElastic()),
        folder -> assemble(folder, task, key, tags, summary),
        folder -> Mono.fromRunnable(folder::remove).subscribeOn(Schedulers.boundedElastic()));
  }

  private Mono<Long> assemble(
      WorkFolder folder, AssembleTask task, String key, Tags tags, FetchSummary summary) {
    Path file = folder.file("audio.m4a");
    Envelope envelope = new Envelope(summary.frames());
    Flux<byte[]> chunks =
        WorkObjects.inOrder(
            store, task.chunksTotal(), chunk -> ObjectKeys.chunk(task.conversionId(), chunk));
    // ffmpeg takes the file's tags from an ID3 tag before the audio. On its command line, foreign
    // text would depend on the system's quotes and character set; as a second input, it would make
    // ffmpeg wait 10 ms for every few frames.
    byte[] id3 = Id3Tag.of(tags, summary.format().secondsOf(summary.frames()));
    return ffmpeg
        .run(arguments(file), stdin -> write(id3, chunks, envelope, stdin), NO_OUTPUT)
        .doOnNext(output -> verify(FfmpegStatistics.of(output.log()), summary))
        .then(store.putFile(key, file, task.preset().format().contentType()))
        .then(Mono.defer(() -> store.putJson(ObjectKeys.waveformOf(key), envelope.waveform())))
        .then(Mono.fromCallable(() -> Files.size(file)).subscribeOn(Schedulers.boundedElastic()));
  }

  private static List<String> arguments(Path file) {
    List<String> arguments = new ArrayList<>(AacInput.lookingAhead());
    arguments.addAll(List.of("-map", "0:a:0", "-c", "copy"));
    arguments.addAll(List.of("-bsf:a", "aac_adtstoasc", "-movflags", "+faststart"));
    // The flavour of MP4 that says of itself that it is audio.
    arguments.addAll(List.of("-flush_packets", "0", "-f", "ipod", "-y", file.toString()));
    return arguments;
  }

  private static void write(byte[] id3, Flux<byte[]> chunks, Envelope envelope, OutputStream stdin)
      throws IOException {
    stdin.write(id3);
    try (Stream<byte[]> stream = chunks.toStream(1)) {
      Iterator<byte[]> each = stream.iterator();
      while (each.hasNext()) {
        byte[] chunk = each.next();
        stdin.write(chunk);
        AdtsFrames.of(chunk).amplitudes().forEachOrdered(envelope::add);
      }
    }
  }

  private static void verify(FfmpegStatistics statistics, FetchSummary summary) {
    long packets = statistics.writtenPackets().orElse(-1);
    if (packets != summary.frames()) {
      throw new IllegalStateException(
          "AAC frames in file: " + packets + " (expected: " + summary.frames() + ")");
    }
  }
}
