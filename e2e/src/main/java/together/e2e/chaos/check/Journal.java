package together.e2e.chaos.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Every message that was sent, and what became of it. Safe for every thread. */
public final class Journal {
  /** When a message was never acknowledged: it may be stored at any later moment. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * A message; stored between its two moments, if at all.
   *
   * @param began when it was sent first, by {@link System#nanoTime()}
   * @param acknowledged when the answer came; {@link #NEVER}
   * @param id 0 until acknowledged
   */
  public record Post(String nonce, String channel, long began, long acknowledged, long id) {
    public boolean isAcknowledged() {
      return acknowledged != NEVER;
    }
  }

  private final ConcurrentMap<String, Post> byNonce = new ConcurrentHashMap<>();

  /** Before the first byte is sent. */
  public void begins(String nonce, String channel, long now) {
    var before = byNonce.putIfAbsent(nonce, new Post(nonce, channel, now, NEVER, 0));
    if (before != null) {
      throw new IllegalArgumentException("sent before: " + nonce);
    }
  }

  public void acknowledged(String nonce, long id, long now) {
    byNonce.computeIfPresent(
        nonce, (same, post) -> new Post(nonce, post.channel(), post.began(), now, id));
  }

  public Optional<Post> post(String nonce) {
    return Optional.ofNullable(byNonce.get(nonce));
  }

  public Collection<Post> posts() {
    return List.copyOf(byNonce.values());
  }
}
