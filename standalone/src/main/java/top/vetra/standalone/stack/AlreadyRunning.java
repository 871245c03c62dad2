package top.vetra.standalone.stack;

import java.nio.file.Path;

/** Another stack has the folder. */
public final class AlreadyRunning extends StartFailure {

  private static final long serialVersionUID = 1;

  AlreadyRunning(Path folder) {
    super(
        "Vetra is already running with the folder "
            + folder
            + ": stop it first, or choose another folder with VETRA_HOME.");
  }
}
