package together.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The messages of a leak check, by nonce. Thread-safe. */
final class LeakPosts {
  /**
   * @param since the last change that held for certain when it was sent: its revision is that one's
   *     or a later one's
   */
  record Post(int number, String channel, int since) {
    String nonce() {
      return "leak-" + number;
    }
  }

  private final String group;
  private final Map<String, Post> byNonce = new ConcurrentHashMap<>();
  private final List<Post> acknowledged = new ArrayList<>();
  private int number;

  /**
   * @param group the dm among the channels
   */
  LeakPosts(String group) {
    this.group = group;
  }

  String group() {
    return group;
  }

  synchronized Post next(String channel, int since) {
    var post = new Post(number++, channel, since);
    byNonce.put(post.nonce(), post);
    return post;
  }

  /** It was answered: whoever may see it must get it. */
  synchronized void acknowledged(Post post) {
    acknowledged.add(post);
  }

  @Nullable Post of(String nonce) {
    return byNonce.get(nonce);
  }

  /** Those acknowledged that were sent at this version or later. */
  synchronized List<Post> since(int version) {
    int from = acknowledged.size();
    while (from > 0 && acknowledged.get(from - 1).since() >= version) {
      from--;
    }
    return List.copyOf(acknowledged.subList(from, acknowledged.size()));
  }

  synchronized int count() {
    return acknowledged.size();
  }
}
