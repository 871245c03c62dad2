package top.vetra.transcoder.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Other builds of ffmpeg, as scripts around the bundled one. */
public final class Wrapped {

  private Wrapped() {}

  /** Has no LAME, as some distributions'. */
  public static Path withoutLame(Path folder) throws IOException {
    return script(folder, "case \"$*\" in *libmp3lame*) exit 1 ;; esac");
  }

  /** Decodes these frames, whatever it is given: damage is nothing to it. */
  public static Path playing(byte[] aac, Path folder) throws IOException {
    Path whole = Files.write(folder.resolve("whole.aac"), aac);
    return script(folder, "cat >/dev/null\nexec <" + whole);
  }

  private static Path script(Path folder, String first) throws IOException {
    Path script = folder.resolve("ffmpeg");
    Files.writeString(script, "#!/bin/sh\n" + first + "\nexec " + TestAudio.PROGRAM + " \"$@\"\n");
    if (!script.toFile().setExecutable(true)) {
      throw new IOException("cannot be made executable: " + script);
    }
    return script;
  }
}
