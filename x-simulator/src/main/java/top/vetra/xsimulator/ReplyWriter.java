package top.vetra.xsimulator;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.Arrays;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import top.vetra.xsimulator.fault.Body;
import top.vetra.xsimulator.fault.Delivery;
import top.vetra.xsimulator.fault.Delivery.Ending;
import top.vetra.xsimulator.fault.Reply;

/** Sends answers, at the speed and with the ending they ask for. */
final class ReplyWriter {

  /** Slow answers go out in pieces of so much time. */
  private static final Duration BEAT = Duration.ofMillis(50);

  private volatile Duration latency;
  private volatile int kilobitsPerSecond;

  ReplyWriter(Duration latency, int kilobitsPerSecond) {
    this.latency = latency;
    this.kilobitsPerSecond = kilobitsPerSecond;
  }

  void latency(Duration each) {
    this.latency = each;
  }

  void kilobitsPerSecond(int each) {
    this.kilobitsPerSecond = each;
  }

  Mono<Void> send(Reply reply, HttpServerResponse response) {
    Duration wait = latency.plus(reply.delivery().latency());
    Mono<Void> sending = Mono.defer(() -> sendNow(reply, response));
    return wait.isZero() ? sending : Mono.delay(wait).then(sending);
  }

  private Mono<Void> sendNow(Reply reply, HttpServerResponse response) {
    Delivery delivery = reply.delivery();
    if (delivery.ending() != Ending.COMPLETE && delivery.endAfterBytes() < 0) {
      return end(delivery.ending(), response);
    }
    response.status(HttpResponseStatus.valueOf(reply.status()));
    reply.headers().forEach(response::header);
    if (reply.body() instanceof Body.Streamed streamed) {
      return response.send(buffers(streamed.parts()), sent -> true).then();
    }
    byte[] bytes = ((Body.Bytes) reply.body()).bytes();
    response.header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(bytes.length));
    if (delivery.ending() == Ending.COMPLETE) {
      return response.send(buffers(pieces(bytes, bytes.length, delivery)), sent -> true).then();
    }
    Publisher<ByteBuf> cutShort =
        Flux.concat(
            buffers(pieces(bytes, Math.min(bytes.length, delivery.endAfterBytes()), delivery)),
            // What was written must leave before the connection goes.
            Mono.delay(BEAT).then(end(delivery.ending(), response)).then(Mono.<ByteBuf>never()));
    return response.send(cutShort, sent -> true).then();
  }

  private static Flux<ByteBuf> buffers(Flux<byte[]> parts) {
    return parts.map(Unpooled::wrappedBuffer);
  }

  private Flux<byte[]> pieces(byte[] bytes, int count, Delivery delivery) {
    int speed = slower(kilobitsPerSecond, delivery.kilobitsPerSecond());
    int size = speed == 0 ? 1 << 16 : Math.max(1, (int) (speed * 125L * BEAT.toMillis() / 1000));
    int pieces = (count + size - 1) / size;
    Flux<byte[]> all =
        Flux.range(0, pieces)
            .map(i -> Arrays.copyOfRange(bytes, i * size, Math.min(count, (i + 1) * size)));
    return speed == 0 ? all : all.delayElements(BEAT);
  }

  private static int slower(int one, int other) {
    return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
  }

  private static Mono<Void> end(Ending ending, HttpServerResponse response) {
    if (ending == Ending.STALL) {
      return Mono.never();
    }
    return Mono.fromRunnable(
        () ->
            response.withConnection(
                connection -> {
                  Channel channel = connection.channel();
                  if (ending == Ending.RESET) {
                    channel.config().setOption(ChannelOption.SO_LINGER, 0);
                  }
                  channel.close();
                }));
  }
}
