package top.vetra.gateway.connection;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import top.vetra.gateway.GatewaySettings;
import top.vetra.gateway.GatewaySettings.ConnectionSettings;

/**
 * Has the web server drop those who are slow: to send a request's body (its head is bounded by the
 * idle timeout), or to read an answer.
 */
@Component
final class SlowConnections implements NettyServerCustomizer {

  /** Whoever waits for a body itself is to have told its client before. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ConnectionSettings settings;
  private final ConnectionHandler counting;

  SlowConnections(ConnectionLimits limits, GatewaySettings settings) {
    this.settings = settings.connections();
    this.counting = new ConnectionHandler(limits);
  }

  @Override
  public HttpServer apply(HttpServer server) {
    return server
        .requestTimeout(settings.bodyWithin().plus(GRACE))
        .doOnChannelInit((observer, channel, remote) -> prepare(channel.pipeline()));
  }

  private void prepare(ChannelPipeline pipeline) {
    pipeline
        .addFirst(
            WriteTimeoutHandler.class.getSimpleName(),
            new WriteTimeoutHandler(settings.readWithin().toMillis(), TimeUnit.MILLISECONDS))
        .addAfter(NettyPipeline.HttpCodec, ConnectionHandler.class.getSimpleName(), counting);
  }
}
