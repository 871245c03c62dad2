package top.vetra.system.chaos;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import top.vetra.system.chaos.fault.Link;
import top.vetra.system.chaos.fault.Program;
import top.vetra.system.chaos.fault.Target;
import top.vetra.system.process.JavaProcess;
import top.vetra.system.process.Ports;

/** Each service and each part below them as a process of its own, as in a cluster. */
final class FourServices implements Deployment {

  private static final Pattern PART_READY = Pattern.compile("ready: (\\S+)");
  private static final Pattern SERVICE_READY = Pattern.compile("Started \\w+ in ");

  private final Ground ground;
  private final List<Program> parts = new ArrayList<>();
  private final List<Program> services = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private final String base;

  FourServices(Ground ground) throws IOException {
    this.ground = ground;
    try {
      this.base = start();
    } catch (IOException | RuntimeException | AssertionError e) {
      close();
      throw e;
    }
  }

  private String start() throws IOException {
    Map<String, String> settings = ground.settings();
    settings.put("SPRING_PROFILES_ACTIVE", "cluster");
    settings.put("VETRA_MANAGEMENT_PORT", "0");
    Program kafka = part("kafka");
    Program redis = part("redis");
    Program s3 = part("s3");
    // The broker tells its clients where it is, so that there is no way around it to cut.
    settings.put("VETRA_KAFKA_BOOTSTRAP_SERVERS", kafka.ready().group(1));
    settings.put("VETRA_REDIS_URL", behindLink("the way to redis", redis));
    settings.put("VETRA_S3_ENDPOINT", behindLink("the way to s3", s3));
    settings.put("VETRA_INSTANCE_KEY", "a-key-that-only-the-tests-may-use");
    settings.put("VETRA_KAFKA_USERNAME", "vetra");
    settings.put(
        "VETRA_KAFKA_PASSWORD", Files.readString(folder().resolve("kafka").resolve("password")));
    Properties keys = new Properties();
    try (Reader reader = Files.newBufferedReader(folder().resolve("s3").resolve("credentials"))) {
      keys.load(reader);
    }
    settings.put("VETRA_S3_ACCESS_KEY", keys.getProperty("access-key"));
    settings.put("VETRA_S3_SECRET_KEY", keys.getProperty("secret-key"));
    int port = Ports.free();
    service("resolver-service", settings, 0);
    service("fetcher-service", settings, 0);
    service("transcoder-service", settings, 0);
    service("api-gateway", settings, port);
    services.forEach(Program::ready);
    return "http://localhost:" + port;
  }

  private Program part(String name) throws IOException {
    String port = String.valueOf(Ports.free());
    String folder = folder().resolve(name).toString();
    Map<String, String> settings = Map.of("VETRA_HOME", folder().toString());
    Program part =
        new Program(
            name,
            () ->
                JavaProcess.start(
                    "standalone",
                    settings,
                    PART_READY,
                    "parts",
                    name,
                    "--port",
                    port,
                    "--dir",
                    folder),
            true,
            ground.history());
    parts.add(part);
    return part;
  }

  private void service(String module, Map<String, String> settings, int port) {
    Map<String, String> own = new TreeMap<>(settings);
    own.put("SERVER_PORT", String.valueOf(port));
    services.add(
        new Program(
            module, () -> JavaProcess.start(module, own, SERVICE_READY), false, ground.history()));
  }

  /** The part's address, with the port of a way to it that can be cut. */
  private String behindLink(String name, Program part) throws IOException {
    String address = part.ready().group(1);
    int port = URI.create(address).getPort();
    Link link = new Link(name, port);
    links.add(link);
    return address.replace(":" + port, ":" + link.port());
  }

  @Override
  public String name() {
    return "four services";
  }

  @Override
  public String base() {
    return base;
  }

  @Override
  public List<Target> targets() {
    List<Target> all = new ArrayList<>(services);
    all.addAll(parts);
    all.addAll(links);
    all.add(ground.upstream());
    return all;
  }

  @Override
  public List<Program> programs() {
    List<Program> all = new ArrayList<>(services);
    all.addAll(parts);
    return all;
  }

  @Override
  public Path folder() {
    return ground.folder();
  }

  @Override
  public void close() {
    services.forEach(Program::close);
    parts.forEach(Program::close);
    for (Link link : links) {
      try {
        link.close();
      } catch (IOException e) {
        // It ends with this process.
      }
    }
  }
}
