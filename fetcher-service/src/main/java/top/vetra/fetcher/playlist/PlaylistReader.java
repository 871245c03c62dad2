package top.vetra.fetcher.playlist;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import top.vetra.fetcher.media.Body;
import top.vetra.fetcher.media.ByteRange;
import top.vetra.model.problem.ProblemCode;
import top.vetra.model.problem.ProblemException;

/**
 * Reads a playlist (RFC 8216) line by line as it arrives. What it knows it takes strictly, what it
 * does not know it passes over, and what would change the audio without being understood it refuses
 * by name.
 */
public final class PlaylistReader implements Body<Playlist> {

  private static final String HEADER = "#EXTM3U";

  /** Far above X's 3 s, and low enough that adding them up never overflows anything. */
  private static final double LONGEST_SEGMENT = 3600;

  /** Some writers leave the colon out. */
  private static final Pattern ZONE = Pattern.compile("([+-]\\d{2})(\\d{2})$");

  private final PlaylistLimits limits;
  private final LineReader lines;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Playlist.Variant> variants = new ArrayList<>();
  private boolean begun;
  private boolean ended;
  private long firstSequence;
  private double total;
  private @Nullable Double seconds;
  private @Nullable ByteRange range;
  private long rangeEnd;
  private @Nullable SegmentKey key;
  private @Nullable Instant at;
  private boolean missing;
  private @Nullable Attributes variant;

  public PlaylistReader(PlaylistLimits limits) {
    this.limits = limits;
    this.lines = new LineReader(limits, this::line);
  }

  @Override
  public void accept(byte[] piece) {
    lines.accept(piece);
  }

  @Override
  public Playlist finish() {
    lines.finish();
    if (!begun) {
      throw notAPlaylist();
    }
    if (!variants.isEmpty()) {
      return new Playlist.Master(variants);
    }
    return new Playlist.Media(segments, ended, firstSequence, total);
  }

  private void line(String line) {
    if (!begun) {
      begin(line);
    } else if (!line.startsWith("#")) {
      uri(line);
    } else if (line.startsWith("#EXT")) {
      int colon = line.indexOf(':');
      tag(
          colon < 0 ? line : line.substring(0, colon),
          colon < 0 ? "" : line.substring(colon + 1).strip());
    }
  }

  private void begin(String line) {
    // Some writers put a byte order mark before everything.
    if (!(line.startsWith("\ufeff") ? line.substring(1) : line).startsWith(HEADER)) {
      throw notAPlaylist();
    }
    begun = true;
  }

  private void tag(String name, String value) {
    switch (name) {
      case "#EXTINF" -> seconds = length(value);
      case "#EXT-X-MEDIA-SEQUENCE" -> firstSequence = number(value);
      case "#EXT-X-BYTERANGE" -> range = range(value);
      case "#EXT-X-KEY" -> key = key(Attributes.of(value));
      case "#EXT-X-PROGRAM-DATE-TIME" -> at = time(value);
      case "#EXT-X-GAP" -> missing = true;
      case "#EXT-X-ENDLIST" -> ended = true;
      case "#EXT-X-STREAM-INF" -> variant = Attributes.of(value);
      case "#EXT-X-MEDIA" -> rendition(Attributes.of(value));
      case "#EXT-X-MAP" -> throw Unreadable.because("The recording comes as fragmented MP4.");
      default -> {
        // Discontinuities (frames carry no clock) and whatever comes after RFC 8216.
      }
    }
  }

  private void uri(String uri) {
    if (variant != null) {
      add(
          new Playlist.Variant(
              uri,
              variant.number("BANDWIDTH"),
              // Codecs tell nothing: X names one of pictures where there are none.
              variant.get("RESOLUTION") == null ? Playlist.Picture.UNNAMED : Playlist.Picture.YES));
      variant = null;
      return;
    }
    if (seconds == null) {
      throw Unreadable.because("The playlist lists a segment without its length.");
    }
    if (segments.size() == limits.maxSegments()) {
      throw Unreadable.because("The playlist has more segments than any recording.");
    }
    total += seconds;
    if (total * 1000 > limits.maxDuration().toMillis()) {
      throw new ProblemException(ProblemCode.TOO_LONG);
    }
    segments.add(
        new Segment(uri, seconds, firstSequence + segments.size(), range, key, at, missing));
    seconds = null;
    range = null;
    at = null;
    missing = false;
  }

  private void rendition(Attributes attributes) {
    String uri = attributes.get("URI");
    if (uri != null && "AUDIO".equals(attributes.get("TYPE"))) {
      long preferred = "YES".equals(attributes.get("DEFAULT")) ? 1 : 0;
      add(new Playlist.Variant(uri, preferred, Playlist.Picture.NO));
    }
  }

  private void add(Playlist.Variant one) {
    if (variants.size() == limits.maxSegments()) {
      throw Unreadable.because("The playlist offers more variants than any recording.");
    }
    variants.add(one);
  }

  private static double length(String value) {
    int comma = value.indexOf(',');
    try {
      double length = Double.parseDouble(comma < 0 ? value : value.substring(0, comma));
      if (length >= 0 && length <= LONGEST_SEGMENT) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Named below, like any other length that is none.
    }
    throw Unreadable.because("The playlist gives a segment a length that is none.");
  }

  private static long number(String value) {
    try {
      return Long.parseUnsignedLong(value);
    } catch (NumberFormatException e) {
      throw Unreadable.because("The playlist counts its segments in a way that is unknown.");
    }
  }

  /** A time that cannot be read is none: the audio does not depend on it. */
  private static @Nullable Instant time(String value) {
    try {
      return OffsetDateTime.parse(ZONE.matcher(value).replaceFirst("$1:$2")).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** {@code length[@offset]}; without offset it goes on where the last one ended. */
  private ByteRange range(String value) {
    int at = value.indexOf('@');
    long length = number(at < 0 ? value : value.substring(0, at));
    long offset = at < 0 ? rangeEnd : number(value.substring(at + 1));
    if (length < 1 || offset < 0 || length > limits.maxBytes() || offset + length < 0) {
      throw Unreadable.because("The playlist cuts a segment out of bytes that cannot be.");
    }
    rangeEnd = offset + length;
    return new ByteRange(offset, length);
  }

  private static @Nullable SegmentKey key(Attributes attributes) {
    String method = attributes.get("METHOD");
    if ("NONE".equals(method)) {
      return null;
    }
    String uri = attributes.get("URI");
    String format = attributes.get("KEYFORMAT");
    if (!"AES-128".equals(method)
        || uri == null
        || !(format == null || format.equals("identity"))) {
      throw Unreadable.because("The recording is encrypted in a way that is unknown.");
    }
    return new SegmentKey(uri, iv(attributes.get("IV")));
  }

  private static @Nullable String iv(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!text.matches("0[xX][0-9a-fA-F]{1,32}")) {
      throw Unreadable.because("The recording is encrypted in a way that is unknown.");
    }
    String digits = text.substring(2);
    return "0".repeat(32 - digits.length()) + digits;
  }

  private static ProblemException notAPlaylist() {
    return Unreadable.because("Where the recording's playlist should be, there is something else.");
  }
}
