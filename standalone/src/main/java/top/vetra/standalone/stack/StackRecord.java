package top.vetra.standalone.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Notes in the home where its stack is, for other commands to find it.
 *
 * @param pid the stack's process
 * @param port the page's port
 * @param url the page's address
 */
public record StackRecord(long pid, int port, String url) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  void writeTo(Path file) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, JSON.writeValueAsString(this) + "\n");
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Empty when no stack of this home runs: a hard kill leaves the note behind. */
  public static Optional<StackRecord> runningBy(Path file) {
    try {
      StackRecord found = JSON.readValue(Files.readString(file), StackRecord.class);
      boolean alive = ProcessHandle.of(found.pid()).map(ProcessHandle::isAlive).orElse(false);
      return alive ? Optional.of(found) : Optional.empty();
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }
}
