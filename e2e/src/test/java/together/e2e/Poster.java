package together.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import together.e2e.client.Patience;
import together.e2e.client.UnreachableException;

/**
 * Posts one message after the other into one channel, each until it is acknowledged, and remembers
 * what was.
 */
final class Poster implements Runnable {

  /** Posts with this nonce, asking again until acknowledged. */
  interface Way extends Function<String, JsonNode> {}

  private final String name;
  private final String channel;
  private final Duration pause;
  private final Way way;
  private final List<String> ids = new ArrayList<>();
  private final Map<String, String> idByNonce = new ConcurrentHashMap<>();
  private volatile boolean over;

  /**
   * @param name begin of its nonces
   * @param pause between two posts, which keeps within the limits of the platform
   */
  Poster(String name, String channel, Duration pause, Way way) {
    this.name = name;
    this.channel = channel;
    this.pause = pause;
    this.way = way;
  }

  @Override
  public void run() {
    for (var number = 0; !over; number++) {
      var nonce = name + "-" + number;
      var id = way.apply(nonce).required("id").asText();
      ids.add(id);
      idByNonce.put(nonce, id);
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  void finish() {
    over = true;
  }

  String channel() {
    return channel;
  }

  /** Ids of the acknowledged messages in the order of posting; read when it has ended. */
  List<String> ids() {
    return List.copyOf(ids);
  }

  /** Acknowledged so far. */
  Map<String, String> acknowledged() {
    return Map.copyOf(idByNonce);
  }

  /** The way of a future that may fail, as {@link Patience} takes it. */
  static JsonNode join(CompletableFuture<JsonNode> answer) {
    try {
      return answer.orTimeout(20, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new UnreachableException("no answer", e);
    }
  }
}
