package together.gateway.audience;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import together.gateway.frame.Deflate;
import together.gateway.frame.WireFrames;

/** One frame in the wire's forms that its receivers negotiated, each made when first needed. */
final class SharedFrame {
  private final ByteBufAllocator allocator;
  private final byte[] json;
  private final Supplier<byte[]> compressed;
  private @Nullable ByteBuf plainWire;
  private @Nullable ByteBuf compressedWire;

  SharedFrame(ByteBufAllocator allocator, byte[] json) {
    this(allocator, json, () -> Deflate.compress(json));
  }

  SharedFrame(ByteBufAllocator allocator, byte[] json, Supplier<byte[]> compressed) {
    this.allocator = allocator;
    this.json = json;
    this.compressed = compressed;
  }

  void send(Subscriber subscriber) {
    subscriber.send(
        subscriber.compresses() && Deflate.isWorth(json.length) ? compressedWire() : plainWire());
  }

  private ByteBuf plainWire() {
    var wire = plainWire;
    if (wire == null) {
      wire = WireFrames.text(allocator, json);
      plainWire = wire;
    }
    return wire;
  }

  private ByteBuf compressedWire() {
    var wire = compressedWire;
    if (wire == null) {
      wire = WireFrames.compressedText(allocator, compressed.get());
      compressedWire = wire;
    }
    return wire;
  }

  void release() {
    if (plainWire != null) {
      plainWire.release();
    }
    if (compressedWire != null) {
      compressedWire.release();
    }
  }
}
