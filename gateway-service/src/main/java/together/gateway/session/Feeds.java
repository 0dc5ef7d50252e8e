package together.gateway.session;

import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import together.gateway.log.LogEntry;

/**
 * Hands the logs' entries to every event loop that has sockets, and knows what each has not taken
 * yet. One that takes nothing makes whoever hands over wait, so that what waits is bounded.
 * Thread-safe.
 */
final class Feeds {
  private static final long LOOK_MILLIS = 100;

  private record Feed(EventLoopShard shard, AtomicLong untaken) {}

  private final long mostBytes;
  private final Map<EventLoop, Feed> feeds = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param mostBytes that one event loop may have before it; a batch goes beyond it once
   */
  Feeds(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  EventLoopShard shard(EventLoop loop, Supplier<EventLoopShard> make) {
    return feeds.computeIfAbsent(loop, _ -> new Feed(make.get(), new AtomicLong())).shard();
  }

  Collection<EventLoopShard> shards() {
    return feeds.values().stream().map(Feed::shard).toList();
  }

  /** Returns when every event loop has room. Never called on one. */
  synchronized void awaitRoom() {
    try {
      while (!closed && feeds.values().stream().anyMatch(this::isFull)) {
        wait(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isFull(Feed feed) {
    return feed.untaken().get() > mostBytes;
  }

  /** Each event loop runs {@code taken} when it has taken the entries. */
  void hand(List<LogEntry> entries, Runnable taken) {
    long bytes = entries.stream().mapToLong(LogEntry::bytes).sum();
    for (var feed : feeds.values()) {
      feed.untaken().addAndGet(bytes);
      feed.shard()
          .loop()
          .execute(() -> {
            feed.shard().accept(entries);
            taken.run();
            taken(feed, bytes);
          });
    }
  }

  private void taken(Feed feed, long bytes) {
    boolean wasFull = isFull(feed);
    feed.untaken().addAndGet(-bytes);
    if (wasFull) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** Nobody waits any more. */
  void close() {
    closed = true;
  }
}
