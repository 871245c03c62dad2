package top.vetra.xsimulator.fault;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** An answer, before it is sent. */
public record Reply(int status, Map<String, String> headers, Body body, Delivery delivery) {

  public Reply {
    headers = Map.copyOf(headers);
  }

  public static Reply of(int status, String contentType, byte[] body) {
    return new Reply(
        status, Map.of("Content-Type", contentType), new Body.Bytes(body), Delivery.PLAIN);
  }

  public static Reply text(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply json(int status, String body) {
    return text(status, "application/json;charset=utf-8", body);
  }

  public static Reply empty(int status) {
    return text(status, "text/plain", "");
  }

  public Reply withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body, delivery);
  }

  public Reply with(Delivery otherDelivery) {
    return new Reply(status, headers, body, otherDelivery);
  }

  public Reply with(Body otherBody) {
    return new Reply(status, headers, otherBody, delivery);
  }

  /** The same answer with other bytes; a streamed body stays as it is. */
  public Reply mapBytes(UnaryOperator<byte[]> change) {
    return body instanceof Body.Bytes held
        ? with(new Body.Bytes(change.apply(held.bytes())))
        : this;
  }

  public Reply mapText(UnaryOperator<String> change) {
    return mapBytes(
        bytes ->
            change
                .apply(new String(bytes, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
  }
}
