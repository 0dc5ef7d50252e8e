package together.gateway.session;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/** Where wire frames are allocated: pooled per event-loop thread. */
final class Wire {
  static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

  private Wire() {}
}
