package top.vetra.gateway.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;

/** Tells the limits what each connection is doing. */
@ChannelHandler.Sharable
final class ConnectionHandler extends ChannelDuplexHandler {

  private final ConnectionLimits limits;

  ConnectionHandler(ConnectionLimits limits) {
    this.limits = limits;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (limits.enter(context.channel())) {
      context.fireChannelActive();
    } else {
      context.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof LastHttpContent) {
      limits.isAsked(context.channel());
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent && !isInformational(message)) {
      limits.isAnswered(context.channel());
    }
    context.write(message, promise);
  }

  /** {@code 100 Continue} is whole by itself, and no answer. */
  private static boolean isInformational(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    limits.leave(context.channel());
    context.fireChannelInactive();
  }
}
