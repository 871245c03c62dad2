package top.vetra.standalone.get;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param link as pasted
 * @param output where to save it, {@code -} being the standard output; null is the result's own
 *     name in the current folder
 */
record GetOptions(String link, @Nullable Path output) {

  static GetOptions parse(String[] args) {
    String link = null;
    Path output = null;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("-o") || args[i].equals("--output")) {
        if (output != null || i + 1 == args.length || args[i + 1].isBlank()) {
          throw new IllegalArgumentException("-o takes one file name.");
        }
        output = path(args[++i]);
      } else if (args[i].startsWith("-") || args[i].isBlank() || link != null) {
        throw new IllegalArgumentException("Not understood: " + args[i]);
      } else {
        link = args[i];
      }
    }
    if (link == null) {
      throw new IllegalArgumentException("A link to a Space is missing.");
    }
    return new GetOptions(link, output);
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("Not a file name: " + text, e);
    }
  }
}
