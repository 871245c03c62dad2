package top.vetra.resolver.x.call;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the names of all headers as browsers do on HTTP/1.1, those of the library's own included:
 * X's firewall turns away who writes them in lower case. Over HTTP/2 all names are lower case
 * anyway.
 */
@Sharable
final class TitleCaseHeaders extends ChannelOutboundHandlerAdapter {

  static final String NAME = "titleCaseHeaders";

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpRequest request) {
      rename(request.headers());
    }
    context.write(message, promise);
  }

  private static void rename(HttpHeaders headers) {
    List<Map.Entry<String, String>> all = headers.entries();
    headers.clear();
    all.forEach(header -> headers.add(titleCase(header.getKey()), header.getValue()));
  }

  /** {@code sec-fetch-mode} becomes {@code Sec-Fetch-Mode}. */
  static String titleCase(String name) {
    StringBuilder written = new StringBuilder(name.toLowerCase(Locale.ROOT));
    boolean first = true;
    for (int i = 0; i < written.length(); i++) {
      if (first) {
        written.setCharAt(i, Character.toUpperCase(written.charAt(i)));
      }
      first = written.charAt(i) == '-';
    }
    return written.toString();
  }
}
