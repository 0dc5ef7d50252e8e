package together.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.WriteBufferWaterMark;

/** What waits to go to one socket, and how much may. Confined to its event loop. */
final class SendQueue {
  private final ChannelHandlerContext channel;
  private final long mostBytes;

  SendQueue(ChannelHandlerContext channel, long mostBytes) {
    this.channel = channel;
    this.mostBytes = mostBytes;
    // Where a replay pauses, so that it is told when it may go on.
    int pause = (int) Math.min(Integer.MAX_VALUE, mostBytes / 4);
    channel.channel().config().setWriteBufferWaterMark(new WriteBufferWaterMark(pause / 2, pause));
  }

  /** Queues a frame in the wire's form, which is the queue's from here on. */
  void add(ByteBuf frame) {
    channel.write(frame, channel.voidPromise());
  }

  boolean isOverfull() {
    var buffer = channel.channel().unsafe().outboundBuffer();
    return buffer != null && buffer.totalPendingWriteBytes() > mostBytes;
  }

  /** Whether a replay may go on: it never fills the queue that live events need. */
  boolean takesMore() {
    return channel.channel().isWritable();
  }

  void flush() {
    channel.flush();
  }
}
