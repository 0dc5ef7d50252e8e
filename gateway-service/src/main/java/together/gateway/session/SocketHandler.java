package together.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import together.gateway.edge.TokenBucket;
import together.gateway.frame.BadFrameException;
import together.gateway.frame.CloseCode;
import together.gateway.frame.Deflate;
import together.gateway.frame.FrameCodec;
import together.gateway.frame.WireFrames;

/**
 * Reads one socket's frames: puts fragments together within bounds, answers pings, hands whole
 * texts to its session.
 */
final class SocketHandler extends ChannelInboundHandlerAdapter {
  /** The most a client may send in one message, bytes; before IDENTIFY much less. */
  static final int MOST_BYTES = 64 * 1024;

  private static final int MOST_BYTES_UNIDENTIFIED = 4 * 1024;

  /** RSV1 among the three reserved bits. */
  private static final int COMPRESSED = 4;

  /** In so many frames a message may come, empty ones counted. */
  static final int MOST_PARTS = 256;

  private final Session session;
  private final FrameHandler frames;
  private final EventLoopShard shard;
  private final SessionMeters meters;
  private final TokenBucket budget;
  private @Nullable ByteBuf fragments;
  private int parts;

  /** Whether the fragments are a compressed text's. */
  private boolean compressed;

  SocketHandler(
      Session session,
      FrameHandler frames,
      EventLoopShard shard,
      SessionMeters meters,
      TokenBucket budget) {
    this.budget = budget;
    this.session = session;
    this.frames = frames;
    this.shard = shard;
    this.meters = meters;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof WebSocketFrame frame && !session.isClosed()) {
        if (frame instanceof CloseWebSocketFrame || budget.take(System.nanoTime())) {
          read(context, frame);
        } else {
          session.close(CloseCode.RATE_LIMITED);
        }
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void read(ChannelHandlerContext context, WebSocketFrame frame) {
    switch (frame) {
      case WebSocketFrame odd when !mayHave(odd, odd.rsv()) -> session.close(CloseCode.BAD_PAYLOAD);
      case TextWebSocketFrame text when text.isFinalFragment() && fragments == null ->
          text(ByteBufUtil.getBytes(text.content()), text.rsv() == COMPRESSED);
      case TextWebSocketFrame text -> {
        compressed = text.rsv() == COMPRESSED;
        fragments = context.alloc().buffer(text.content().readableBytes());
        parts = 0;
        append(text);
      }
      case ContinuationWebSocketFrame more -> append(more);
      case BinaryWebSocketFrame binary -> session.close(CloseCode.BAD_PAYLOAD);
      case PingWebSocketFrame ping -> {
        session.pong(ByteBufUtil.getBytes(ping.content()));
        shard.flush();
      }
      case CloseWebSocketFrame close -> {
        session.end();
        context
            .writeAndFlush(
                WireFrames.close(Wire.ALLOCATOR, WebSocketCloseStatus.NORMAL_CLOSURE.code(), ""))
            .addListener(sent -> context.close());
      }
      default -> {
        // A pong: nothing asked for it, nothing hangs on it.
      }
    }
  }

  /** RSV1 marks the first frame of a compressed text, where that was negotiated; nothing else. */
  private boolean mayHave(WebSocketFrame frame, int reserved) {
    return switch (reserved) {
      case 0 -> true;
      case COMPRESSED -> session.compresses() && frame instanceof TextWebSocketFrame;
      default -> false;
    };
  }

  private void append(WebSocketFrame part) {
    var whole = fragments;
    if (whole == null) {
      session.close(CloseCode.BAD_PAYLOAD);
      return;
    }
    if (whole.readableBytes() + part.content().readableBytes() > mostBytes()) {
      session.close(CloseCode.FRAME_TOO_LARGE);
      return;
    }
    if (++parts > MOST_PARTS) {
      session.close(CloseCode.BAD_PAYLOAD);
      return;
    }
    // Copied: a slice would keep all of the buffer it was read into, and a part may be one byte.
    whole.writeBytes(part.content());
    if (part.isFinalFragment()) {
      fragments = null;
      var bytes = ByteBufUtil.getBytes(whole);
      whole.release();
      text(bytes, compressed);
    }
  }

  private void text(byte[] bytes, boolean compressed) {
    if (bytes.length > mostBytes()) {
      session.close(CloseCode.FRAME_TOO_LARGE);
      return;
    }
    try {
      var text = compressed ? Deflate.inflate(bytes, mostBytes()) : bytes;
      frames.handle(session, FrameCodec.decode(text));
    } catch (BadFrameException e) {
      session.close(e.code());
    }
    shard.flush();
  }

  private int mostBytes() {
    return session.isIdentified() ? MOST_BYTES : MOST_BYTES_UNIDENTIFIED;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      session.writable();
    }
    if (context.channel().isWritable() && session.replay() != null) {
      shard.catchUp(session);
      shard.flush();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    session.end();
    shard.sockets().remove(session);
    meters.gone();
    var whole = fragments;
    if (whole != null) {
      fragments = null;
      whole.release();
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupted) {
      session.close(
          WebSocketCloseStatus.MESSAGE_TOO_BIG.equals(corrupted.closeStatus())
              ? CloseCode.FRAME_TOO_LARGE
              : CloseCode.BAD_PAYLOAD);
    } else {
      // A reset connection, mostly.
      session.end();
      context.close();
    }
  }
}
