package together.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import together.gateway.frame.CloseCode;

/**
 * Stands before the frame decoder until the client has identified: the decoder gathers a whole
 * frame of the size the identified may send, which strangers by the thousand must not make it do.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {
  /** All that a stranger may send, bytes: an IDENTIFY of the largest size, and as much again. */
  static final int MOST = 8 * 1024;

  private final Session session;
  private final Runnable onKnownOrGone;
  private int received;

  FirstBytes(Session session, Runnable onKnownOrGone) {
    this.session = session;
    this.onKnownOrGone = onKnownOrGone;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes && !session.isIdentified()) {
      received += bytes.readableBytes();
      if (received > MOST) {
        bytes.release();
        received = MOST;
        session.close(CloseCode.FRAME_TOO_LARGE);
        return;
      }
    }
    context.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
    if (session.isIdentified()) {
      context.pipeline().remove(this);
    }
  }

  /** By itself, or because the channel is closed. */
  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    onKnownOrGone.run();
  }
}
