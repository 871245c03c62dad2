package top.vetra.xsimulator.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import top.vetra.xsimulator.fault.Body;
import top.vetra.xsimulator.fault.Change;
import top.vetra.xsimulator.fault.Changes;

/** Things done to an honest media playlist. */
final class PlaylistEdits {

  private static final String TYPE_LINE = "#EXT-X-PLAYLIST-TYPE:VOD\n";
  private static final String END_LINE = "#EXT-X-ENDLIST\n";
  private static final Pattern CHUNK = Pattern.compile("(?m)^chunk_.*$");

  private PlaylistEdits() {}

  static Change withoutEnd() {
    return Changes.text(text -> text.replace(END_LINE, "").replace(TYPE_LINE, ""));
  }

  /** At each attempt so many more segments, and no end. */
  static Change growing(int segments) {
    return (exchange, honest) ->
        honest.mapText(text -> String.join("", head(blocks(text), exchange.attempt() * segments)));
  }

  private static List<String> head(List<String> blocks, int segments) {
    List<String> head = new ArrayList<>(blocks.subList(0, Math.min(segments + 1, blocks.size())));
    head.set(0, head.get(0).replace(TYPE_LINE, ""));
    head.replaceAll(block -> block.replace(END_LINE, ""));
    return head;
  }

  /** So many segments fewer at the end, though it says that it is closed. */
  static Change shorterBy(int segments) {
    return Changes.text(
        text -> {
          List<String> blocks = blocks(text);
          return String.join("", blocks.subList(0, blocks.size() - segments)) + END_LINE;
        });
  }

  /** The last segment claims this length. */
  static Change lastLength(double seconds) {
    return Changes.text(
        text ->
            text.replaceFirst(
                "#EXTINF:[0-9.]+,(?=[^#]*#EXT-X-ENDLIST)",
                String.format(Locale.ROOT, "#EXTINF:%.3f,", seconds)));
  }

  static Change withoutSegments() {
    return Changes.text(text -> blocks(text).get(0) + END_LINE);
  }

  /** Lists this segment twice in a row. */
  static Change twice(int segment) {
    return Changes.text(
        text -> {
          List<String> blocks = blocks(text);
          blocks.add(segment + 1, blocks.get(segment + 1));
          return String.join("", blocks);
        });
  }

  /** Replaces the address of this segment. */
  static Change address(int segment, String address) {
    return Changes.text(
        text -> {
          List<String> blocks = blocks(text);
          String block = CHUNK.matcher(blocks.get(segment + 1)).replaceFirst(address);
          blocks.set(segment + 1, block);
          return String.join("", blocks);
        });
  }

  static Change afterHeader(String line) {
    return Changes.text(text -> text.replace(TYPE_LINE, TYPE_LINE + line + "\n"));
  }

  /** Each block is repeated so often, after the first part; nothing is held as a whole. */
  static Change endless(String first, String block, int times) {
    byte[] start = first.getBytes(StandardCharsets.UTF_8);
    byte[] each = block.getBytes(StandardCharsets.UTF_8);
    return (exchange, honest) ->
        honest.with(
            new Body.Streamed(
                Flux.concat(
                    Flux.just(start),
                    Flux.range(0, times).map(i -> each),
                    Flux.just(END_LINE.getBytes(StandardCharsets.UTF_8)))));
  }

  /** The header, then one text for each segment, the last one with the end. */
  private static List<String> blocks(String text) {
    return new ArrayList<>(List.of(text.split("(?=#EXT-X-PROGRAM-DATE-TIME)", -1)));
  }
}
