package top.vetra.xsimulator.fault;

/** What a request asks for. */
public enum Kind {
  GUEST_TOKEN,
  POST,
  SPACE,
  BROADCAST,
  STREAM,
  MASTER,
  PLAYLIST,
  SEGMENT,
  KEY,
  REDIRECT,
  IMAGE,
  OTHER
}
