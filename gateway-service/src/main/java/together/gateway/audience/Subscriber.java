package together.gateway.audience;

import io.netty.buffer.ByteBuf;

/** One identified socket, as the audience sees it. Confined to its event loop. */
public interface Subscriber {
  long userId();

  /** Whether it takes events as they come; while not, it catches up from the log by itself. */
  boolean isLive();

  /** Whether its frames go compressed where that is worth it. */
  boolean compresses();

  /** Queues a frame that others get too; the caller keeps its own reference. */
  void send(ByteBuf frame);

  /** Its picture of the guild may be wrong: it loads the guild anew before it goes on. */
  void refresh(long guildId);

  /** It is no member any more, or the guild is gone. */
  void leaveGuild(long guildId);
}
