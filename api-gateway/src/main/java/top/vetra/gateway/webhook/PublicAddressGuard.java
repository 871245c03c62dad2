package top.vetra.gateway.webhook;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Refuses to connect to anything but the public internet. It stands where the connection is made
 * and sees the address that is really used, so that a name which resolves differently the second
 * time gains nothing.
 */
final class PublicAddressGuard extends ChannelOutboundHandlerAdapter {

  @Override
  public void connect(
      ChannelHandlerContext context,
      SocketAddress remote,
      SocketAddress local,
      ChannelPromise promise) {
    if (remote instanceof InetSocketAddress address
        && address.getAddress() != null
        && PublicAddresses.contain(address.getAddress())) {
      context.connect(remote, local, promise);
    } else {
      promise.setFailure(new RefusedAddressException());
    }
  }

  /** The address is not one of the public internet. */
  static final class RefusedAddressException extends java.net.ConnectException {

    private static final long serialVersionUID = 1L;

    RefusedAddressException() {
      super("webhook address: not public (expected: an address of the public internet)");
    }
  }
}
