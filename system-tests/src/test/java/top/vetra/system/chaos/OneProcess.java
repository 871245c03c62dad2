package top.vetra.system.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import top.vetra.system.chaos.fault.Child;
import top.vetra.system.chaos.fault.Program;
import top.vetra.system.chaos.fault.Target;
import top.vetra.system.process.JavaProcess;
import top.vetra.system.process.Ports;

/** Everything in one process, as {@code ./vetra up} runs it. */
final class OneProcess implements Deployment {

  private static final Pattern READY = Pattern.compile("Vetra is ready: (http://\\S+)");

  private final Ground ground;
  private final Program program;
  private final String base;

  OneProcess(Ground ground) throws IOException {
    this.ground = ground;
    int port = Ports.free();
    Map<String, String> settings = ground.settings();
    settings.put("VETRA_PORT", String.valueOf(port));
    settings.put("VETRA_HOME", ground.folder().toString());
    this.base = "http://localhost:" + port;
    this.program =
        new Program(
            "the product",
            () -> JavaProcess.startByScript(settings, READY, "up"),
            false,
            ground.history());
    program.ready();
  }

  @Override
  public String name() {
    return "one process";
  }

  @Override
  public String base() {
    return base;
  }

  @Override
  public List<Target> targets() {
    return List.of(program, program, new Child(program, "redis-server"), ground.upstream());
  }

  @Override
  public List<Program> programs() {
    return List.of(program);
  }

  @Override
  public Path folder() {
    return ground.folder();
  }

  @Override
  public void close() {
    program.close();
  }
}
