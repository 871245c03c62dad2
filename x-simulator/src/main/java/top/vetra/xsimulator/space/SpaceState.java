package top.vetra.xsimulator.space;

/** The states of X's AudioSpaceById answer, spelled as X spells them. */
public enum SpaceState {
  NotStarted,
  PrePublished,
  Running,
  Ended,
  Canceled,
  TimedOut
}
