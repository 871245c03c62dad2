package top.vetra.process;

import java.util.List;

/** A JVM that has a child, and prints its pid. */
final class Parent {

  private Parent() {}

  /** The arguments: how the child ends, and whether by a signal of the kernel's. */
  public static void main(String[] arguments) throws Exception {
    ChildProcess.End end = ChildProcess.End.valueOf(arguments[0]);
    boolean byDeathSignal = Boolean.parseBoolean(arguments[1]);
    ProcessBuilder child =
        ChildProcess.prepare(List.of("/bin/sleep", "300"), end, null, byDeathSignal);
    Process process = ChildProcess.startInThreadOfItsOwn(child);
    System.out.println("child: " + process.pid());
    Thread.sleep(300_000);
  }
}
