package top.vetra.xsimulator.space;

/** What the stream's address leads to. */
public enum PlaylistLayout {
  /** The complete media playlist, as recordings give it. */
  MEDIA,
  /** A static master whose variant lies under {@code /transcode/}, where segments answer 400. */
  MASTER_WITH_TRAP,
  /** A video Space: variants with RESOLUTION, segments are MPEG-TS. */
  VIDEO
}
