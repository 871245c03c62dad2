package top.vetra.xsimulator.fault;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import top.vetra.xsimulator.fault.Delivery.Ending;

/** The changes that scenarios are made of. */
public final class Changes {

  private static final JsonMapper JSON = JsonMapper.shared();

  private Changes() {}

  public static Change reply(Reply reply) {
    return (exchange, honest) -> reply;
  }

  /** An empty answer with this status. */
  public static Change status(int status) {
    return reply(Reply.empty(status));
  }

  /** The error body that X sends, with this status. */
  public static Change error(int status, int code, String message) {
    return reply(Reply.json(status, errorBody(code, message)));
  }

  public static String errorBody(int code, String message) {
    ObjectNode root = JSON.createObjectNode();
    root.putArray("errors").addObject().put("code", code).put("message", message);
    return root.toString();
  }

  /** 429 until a moment so far away. */
  public static Change rateLimited(Duration reset) {
    return (exchange, honest) ->
        Reply.json(429, errorBody(88, "Rate limit exceeded."))
            .withHeader("x-rate-limit-limit", "500")
            .withHeader("x-rate-limit-remaining", "0")
            .withHeader("x-rate-limit-reset", "" + resetSecond(reset));
  }

  private static long resetSecond(Duration reset) {
    return (System.currentTimeMillis() + reset.toMillis() + 999) / 1000;
  }

  /** The answer is honest, but says that the token is used up, and the token is. */
  public static Change lastCall(Duration reset) {
    return (exchange, honest) -> {
      if (exchange.token() != null) {
        exchange.token().exhaust();
      }
      return honest
          .withHeader("x-rate-limit-remaining", "0")
          .withHeader("x-rate-limit-reset", "" + resetSecond(reset));
    };
  }

  /** 403, and the token in use is worth nothing from now on. */
  public static Change revokeToken() {
    return (exchange, honest) -> {
      if (exchange.token() != null) {
        exchange.token().revoke();
      }
      return Reply.json(403, errorBody(239, "Bad guest token"));
    };
  }

  /** Nothing is ever answered, and the connection stays open. */
  public static Change hang() {
    return ending(Ending.STALL, -1);
  }

  /** The connection is reset before anything is answered. */
  public static Change reset() {
    return ending(Ending.RESET, -1);
  }

  /** The answer ends badly after so many bytes of its body. */
  public static Change ending(Ending ending, int afterBytes) {
    return (exchange, honest) ->
        honest.with(
            new Delivery(
                honest.delivery().latency(),
                honest.delivery().kilobitsPerSecond(),
                ending,
                afterBytes));
  }

  public static Change slow(Duration latency, int kilobitsPerSecond) {
    return (exchange, honest) ->
        honest.with(
            new Delivery(
                latency,
                kilobitsPerSecond,
                honest.delivery().ending(),
                honest.delivery().endAfterBytes()));
  }

  public static Change bytes(UnaryOperator<byte[]> change) {
    return (exchange, honest) -> honest.mapBytes(change);
  }

  public static Change text(UnaryOperator<String> change) {
    return (exchange, honest) -> honest.mapText(change);
  }

  /** Edits the JSON object of the honest answer; what is refused stays as it is. */
  public static Change json(Consumer<ObjectNode> edit) {
    Change change =
        text(
            body -> {
              ObjectNode root = (ObjectNode) JSON.readTree(body);
              edit.accept(root);
              return root.toString();
            });
    return (exchange, honest) -> honest.status() == 200 ? change.apply(exchange, honest) : honest;
  }
}
