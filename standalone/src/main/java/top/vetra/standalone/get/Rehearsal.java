package top.vetra.standalone.get;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import top.vetra.standalone.DemoSettings;
import top.vetra.standalone.Home;
import top.vetra.standalone.Logs;
import top.vetra.standalone.Settings;
import top.vetra.standalone.stack.Stack;

/**
 * Takes one short recording through a stack of its own, and leaves nothing behind. While it does,
 * the JVM can note the classes that a job needs, for later starts to have them ready.
 */
public final class Rehearsal {

  private static final DemoSettings SHORT_SPACE = new DemoSettings(30, Duration.ZERO);

  private Rehearsal() {}

  /** Returns when the recording is converted and the stack has stopped. */
  public static void run() throws IOException, InterruptedException {
    Home home = new Home(Files.createTempDirectory("vetra-rehearsal"));
    try {
      home.create();
      Logs.to(home.logs());
      Settings settings = new Settings(home, 0, null, null, null, null, SHORT_SPACE);
      try (Stack stack = Stack.start(settings, step -> {})) {
        VetraApi api = new VetraApi(URI.create(stack.url()));
        new JobFollower(api, new ProgressLine(System.err, false))
            .finish(stack.demoLink().orElseThrow());
      }
    } finally {
      remove(home.folder());
    }
  }

  private static void remove(Path folder) throws IOException {
    List<Path> contents;
    try (Stream<Path> paths = Files.walk(folder)) {
      contents = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : contents) {
      Files.deleteIfExists(path);
    }
  }
}
