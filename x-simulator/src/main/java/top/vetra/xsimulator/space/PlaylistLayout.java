package top.vetra.xsimulator.space;

/** What the stream's address leads to. */
public enum PlaylistLayout {
  /** The complete media playlist, as recordings give it. */
  MEDIA,
  /** A static master whose variant lies under {@code /transcode/}, where segments answer 400. */
  MASTER_WITH_TRAP,
  /** The variant of such a master, without one. */
  TRANSCODED,
  /** A master of masters: one leads to pictures that are not there, the other to the sound. */
  MASTER_OF_MASTERS,
  /** A video Space: variants with RESOLUTION, segments are MPEG-TS. */
  VIDEO
}
