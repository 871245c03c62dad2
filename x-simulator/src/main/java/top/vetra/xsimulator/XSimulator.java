package top.vetra.xsimulator;

/** Starts the simulator as a program of its own. */
public final class XSimulator {

  private XSimulator() {}

  public static void main(String[] args) {}
}
