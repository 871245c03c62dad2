package top.vetra.standalone;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends every log line of this JVM to one file. Must be the first to touch a logger. */
public final class Logs {

  private Logs() {}

  public static void to(Path folder) {
    System.setProperty("vetra.logs", folder.toString());
    System.setProperty("logback.configurationFile", "logback-standalone.xml");
    // Four contexts would set up the one logging system of this JVM in turn.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
