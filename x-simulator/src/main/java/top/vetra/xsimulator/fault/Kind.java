package top.vetra.xsimulator.fault;

/** What a request asks for. */
public enum Kind {
  GUEST_TOKEN,
  POST,
  SYNDICATED_POST,
  WEB_CLIENT,
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
