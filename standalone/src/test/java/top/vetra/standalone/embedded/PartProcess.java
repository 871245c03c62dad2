package top.vetra.standalone.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import top.vetra.standalone.JavaProcess;
import top.vetra.standalone.PartProgram;

/** One part in a process of its own. */
public final class PartProcess implements AutoCloseable {

  private final JavaProcess process;
  private final String address;

  private PartProcess(JavaProcess process, String address) {
    this.process = process;
    this.address = address;
  }

  public static PartProcess start(String part, Path dir) throws IOException, InterruptedException {
    JavaProcess process =
        JavaProcess.running(PartProgram.class, part, "--port", "0", "--dir", dir.toString());
    return new PartProcess(process, process.awaitLine("ready: ", Duration.ofSeconds(60)));
  }

  public String address() {
    return address;
  }

  public int port() {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  public void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}
