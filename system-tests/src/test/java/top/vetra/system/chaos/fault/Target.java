package top.vetra.system.chaos.fault;

import java.util.List;

/** A part that faults can hit. One thread at a time does so. */
public interface Target {

  /** What people call it. */
  String name();

  /** What can be done to it; what stands there twice is done twice as often. */
  List<Kind> kinds();

  /** Begins a fault. */
  void begin(Kind kind);

  /** Ends the fault that was begun. */
  void end(Kind kind);

  /** Returns when the part does its work again, as far as can be told from outside. */
  default void awaitReady() {}
}
