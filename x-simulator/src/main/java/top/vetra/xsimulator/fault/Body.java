package top.vetra.xsimulator.fault;

import reactor.core.publisher.Flux;

/** What is sent: bytes at hand, or bytes made while they are sent. */
public sealed interface Body {

  /** A body with a Content-Length. */
  @SuppressWarnings("ArrayRecordComponent")
  record Bytes(byte[] bytes) implements Body {}

  /** A body of unknown length, never held as a whole. */
  record Streamed(Flux<byte[]> parts) implements Body {}
}
