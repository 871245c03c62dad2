package top.vetra.transcoder.encode;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Mono;
import top.vetra.transcoder.aac.AdtsFrames;
import top.vetra.transcoder.ffmpeg.AacInput;
import top.vetra.transcoder.ffmpeg.Ffmpeg;

/**
 * What an ffmpeg does with known frames, of which some cannot be decoded.
 *
 * @param makesMp3 whether it encodes MP3 at all: some builds come without LAME
 * @param missed the kinds of damage that it takes for audio
 */
public record ProgramTrial(boolean makesMp3, List<String> missed) {

  private static final int MAX_MP3_BYTES = 1024 * 1024;

  /** ADTS of AAC-LC, 48 kHz, stereo; its length is that of a payload of 6 bytes. */
  private static final String SILENCE = "fff14c8001bffc" + "21000000001c";

  /** The header of a payload of 8 bytes. */
  private static final String HEADER = "fff14c8001fffc";

  private static final Map<String, String> DAMAGED =
      new TreeMap<>(
          Map.of(
              "unknown element", "6000000000000000",
              "invalid band type", "214d057675c1b066",
              "too many bands", "212f50c25ed89843",
              "reserved stereo mode", "2175de8562a4dd98",
              "cut off", "21505cf523e5dc60"));

  public ProgramTrial {
    missed = List.copyOf(missed);
  }

  /** Runs the program twice, which takes a fraction of a second. */
  public static Mono<ProgramTrial> of(Ffmpeg program) {
    AdtsFrames sound = AdtsFrames.of(HexFormat.of().parseHex(SILENCE.repeat(8)));
    List<String> encode = new ArrayList<>(AacInput.arguments());
    encode.addAll(List.of("-map", "0:a:0", "-c:a", "libmp3lame", "-f", "mp3", "pipe:1"));
    return program
        .run(encode, sound::writeTo, MAX_MP3_BYTES)
        .map(mp3 -> mp3.bytes().length > 0)
        .onErrorReturn(false)
        .flatMap(
            makesMp3 ->
                new DecodeCheck(program)
                    .undecodable(damaged())
                    .onErrorReturn(new BitSet())
                    .map(found -> new ProgramTrial(makesMp3, missed(found))));
  }

  /** Each damaged frame stands between silent ones. */
  private static AdtsFrames damaged() {
    StringBuilder frames = new StringBuilder();
    DAMAGED.values().forEach(payload -> frames.append(SILENCE).append(HEADER).append(payload));
    return AdtsFrames.of(HexFormat.of().parseHex(frames.append(SILENCE)));
  }

  private static List<String> missed(BitSet found) {
    List<String> missed = new ArrayList<>();
    int place = 1;
    for (String damage : DAMAGED.keySet()) {
      if (!found.get(place)) {
        missed.add(damage);
      }
      place += 2;
    }
    return missed;
  }
}
