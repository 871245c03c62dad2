package top.vetra.transcoder.encode;

import java.util.List;
import top.vetra.model.job.Quality;

/**
 * What LAME is asked for. All of it is VBR: without the bit reservoir, which parts that are joined
 * cannot use, VBR costs size and nothing else, while CBR costs quality.
 *
 * @param arguments for ffmpeg's {@code libmp3lame}
 */
record LamePreset(List<String> arguments) {

  static LamePreset of(Quality quality) {
    return switch (quality) {
      case HIGH -> new LamePreset(List.of("-q:a", "2", "-compression_level", "7"));
      case BEST -> new LamePreset(List.of("-q:a", "0"));
      case COMPACT -> new LamePreset(List.of("-q:a", "5", "-compression_level", "7"));
    };
  }
}
