package top.vetra.system.chaos;

import java.nio.file.Path;
import java.util.List;
import top.vetra.system.chaos.fault.Program;
import top.vetra.system.chaos.fault.Target;

/** The product as it runs somewhere, with everything that can be done to it. */
interface Deployment extends AutoCloseable {

  /** What people call this way of running it. */
  String name();

  /** The address of its API; the same after every restart. */
  String base();

  /** All that faults can hit. */
  List<Target> targets();

  /** The programs among them. */
  List<Program> programs();

  /** Where all of it keeps what it keeps. */
  Path folder();

  @Override
  void close();
}
