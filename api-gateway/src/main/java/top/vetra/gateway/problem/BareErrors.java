package top.vetra.gateway.problem;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.ReferenceCountUtil;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.ObjectMapper;
import top.vetra.model.problem.Problem;

/**
 * Gives a problem to the errors that the server finds by itself, in requests that are too broken to
 * become one of ours: they have a status and nothing else.
 */
@Component
final class BareErrors implements NettyServerCustomizer {

  private final Handler handler;

  BareErrors(ObjectMapper json) {
    this.handler = new Handler(json);
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server.doOnChannelInit(
        (observer, channel, remote) ->
            channel
                .pipeline()
                .addAfter(NettyPipeline.HttpCodec, Handler.class.getSimpleName(), handler));
  }

  @ChannelHandler.Sharable
  private static final class Handler extends ChannelOutboundHandlerAdapter {

    private final ObjectMapper json;

    Handler(ObjectMapper json) {
      this.json = json;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (message instanceof FullHttpResponse response && isBare(response)) {
        context.write(withProblem(response), promise);
        ReferenceCountUtil.release(response);
      } else {
        context.write(message, promise);
      }
    }

    private static boolean isBare(FullHttpResponse response) {
      return response.status().code() >= 400
          && !response.content().isReadable()
          && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private FullHttpResponse withProblem(FullHttpResponse bare) {
      Problem problem = HttpProblems.of(bare.status().code());
      byte[] body = json.writeValueAsBytes(problem);
      FullHttpResponse response = bare.replace(Unpooled.wrappedBuffer(body));
      response
          .headers()
          .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
          .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
          .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
          .set("X-Content-Type-Options", "nosniff");
      return response;
    }
  }
}
