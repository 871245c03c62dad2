package top.vetra.system.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import top.vetra.system.chaos.client.Receiver;
import top.vetra.system.chaos.fault.Program;
import top.vetra.system.chaos.history.History;
import top.vetra.system.chaos.history.Seen;

/** What a product that has been stopped leaves on the machine. */
final class Remains {

  private static final int LOOKS = 50;
  private static final int LOOK_MILLIS = 100;

  private final History history;

  Remains(History history) {
    this.history = history;
  }

  void look(Deployment stopped) throws InterruptedException, IOException {
    for (Program program : stopped.programs()) {
      for (int i = 0; i < LOOKS && !program.remains().isEmpty(); i++) {
        Thread.sleep(LOOK_MILLIS);
      }
      program
          .remains()
          .forEach(
              process -> {
                left("no process is left", program.name() + ": " + process.info());
                process.destroyForcibly();
              });
      if (tellsSecret(program.process().output())) {
        left("no secret is logged", program.name());
      }
    }
    try (Stream<Path> files = Files.walk(stopped.folder())) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        if (log.toString().contains("logs") && tellsSecret(List.of(Files.readString(log, UTF_8)))) {
          left("no secret is logged", log.toString());
        }
      }
    }
  }

  private static boolean tellsSecret(List<String> lines) {
    return lines.stream()
        .anyMatch(line -> line.contains(Receiver.secret()) || line.contains(Ground.API_KEY));
  }

  private void left(String promise, String what) {
    history.add(new Seen.Left(history.now(), promise, what));
  }
}
