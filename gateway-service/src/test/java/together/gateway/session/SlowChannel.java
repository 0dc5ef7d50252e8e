package together.gateway.session;

import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;

/** A socket whose peer may stop reading. */
final class SlowChannel extends EmbeddedChannel {
  private boolean stuck;

  void stop() {
    stuck = true;
  }

  void goOn() {
    stuck = false;
    flush();
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer buffer) throws Exception {
    if (!stuck) {
      super.doWrite(buffer);
    }
  }
}
