package together.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * WebSocket frames as they go over the wire (RFC 6455, section 5.2), so that one encoding serves
 * every socket: server frames are not masked, and nothing in them depends on the receiver.
 */
public final class WireFrames {
  private static final int FINAL_TEXT = 0x81;

  /** With RSV1, by which permessage-deflate marks what is compressed. */
  private static final int FINAL_COMPRESSED_TEXT = 0xC1;

  private static final int FINAL_CLOSE = 0x88;
  private static final int FINAL_PONG = 0x8A;
  private static final int MOST_HEADER = 10;

  private WireFrames() {}

  /** A whole text frame. */
  public static ByteBuf text(ByteBufAllocator allocator, byte[] payload) {
    return frame(allocator, FINAL_TEXT, payload);
  }

  /** A whole text frame whose payload {@link Deflate} compressed. */
  public static ByteBuf compressedText(ByteBufAllocator allocator, byte[] payload) {
    return frame(allocator, FINAL_COMPRESSED_TEXT, payload);
  }

  public static ByteBuf pong(ByteBufAllocator allocator, byte[] payload) {
    return frame(allocator, FINAL_PONG, payload);
  }

  public static ByteBuf close(ByteBufAllocator allocator, int number, String reason) {
    var text = reason.getBytes(UTF_8);
    var payload = new byte[2 + text.length];
    payload[0] = (byte) (number >>> 8);
    payload[1] = (byte) number;
    System.arraycopy(text, 0, payload, 2, text.length);
    return frame(allocator, FINAL_CLOSE, payload);
  }

  private static ByteBuf frame(ByteBufAllocator allocator, int opcode, byte[] payload) {
    var buffer = allocator.directBuffer(MOST_HEADER + payload.length);
    buffer.writeByte(opcode);
    if (payload.length < 126) {
      buffer.writeByte(payload.length);
    } else if (payload.length <= 0xFFFF) {
      buffer.writeByte(126).writeShort(payload.length);
    } else {
      buffer.writeByte(127).writeLong(payload.length);
    }
    return buffer.writeBytes(payload);
  }
}
