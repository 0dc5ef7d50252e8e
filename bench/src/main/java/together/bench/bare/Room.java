package together.bench.bare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Everybody connected; its state is confined to the event loop. */
final class Room {
  private static final int FINAL_TEXT = 0x81;
  private static final int TWO_BYTES_OF_LENGTH = 126;

  /**
   * More waits for a member only where the rate is too high: posts are dropped then, and missed.
   */
  private static final long MOST_WAITING_BYTES = 1 << 20;

  private record Post(int load, int number) {}

  private final EventLoop loop;
  private final List<Channel> members = new ArrayList<>();
  private final Queue<Post> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean woken = new AtomicBoolean();
  private long posts;

  Room(EventLoop loop) {
    this.loop = loop;
  }

  void add(Channel member) {
    members.add(member);
  }

  void remove(Channel member) {
    members.remove(member);
  }

  /** From any thread. */
  void post(int load, int number) {
    waiting.add(new Post(load, number));
    if (woken.compareAndSet(false, true)) {
      loop.execute(this::turn);
    }
  }

  /** All that wait are written, then each connection is flushed once. */
  private void turn() {
    woken.set(false);
    for (var post = waiting.poll(); post != null; post = waiting.poll()) {
      if (isOverrun()) {
        continue;
      }
      var frame = encode(post);
      for (var member : members) {
        member.write(frame.retainedDuplicate(), member.voidPromise());
      }
      frame.release();
    }
    members.forEach(Channel::flush);
  }

  /** All get the same, so one of them tells for all. */
  private boolean isOverrun() {
    if (members.isEmpty()) {
      return false;
    }
    var buffer = members.getFirst().unsafe().outboundBuffer();
    return buffer != null && buffer.totalPendingWriteBytes() > MOST_WAITING_BYTES;
  }

  private ByteBuf encode(Post post) {
    // As the platform's frames are, and as long.
    var text =
        """
        {"op":"DISPATCH","t":"MESSAGE_CREATE","id":"m0-%d","d":{"id":"123456789012345678",\
        "channel_id":"123456789012345678","guild_id":"123456789012345678","author":\
        {"id":"123456789012345678","username":"bench.42","global_name":null,"avatar":null,"bot":false},\
        "content":"Any version of mplayer except for -k7* should work for your cpu, but do see the wiki page \
        first, ok?","timestamp":"2026-01-01T00:00:00.000Z","edited_timestamp":null,"type":0,"nonce":"%d.%d",\
        "mentions":[],"mention_roles":[],"mention_everyone":false,"attachments":[],"reactions":[],\
        "pinned":false,"message_reference":null,"referenced_message":null}}\
        """
            .formatted(posts++, post.load(), post.number())
            .getBytes(US_ASCII);
    var frame = ByteBufAllocator.DEFAULT.directBuffer(4 + text.length);
    return frame
        .writeByte(FINAL_TEXT)
        .writeByte(TWO_BYTES_OF_LENGTH)
        .writeShort(text.length)
        .writeBytes(text);
  }
}
