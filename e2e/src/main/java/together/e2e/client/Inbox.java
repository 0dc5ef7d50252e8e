package together.e2e.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps everything a socket received, and lets a test wait for a condition on it. */
public final class Inbox implements GatewayListener {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Frame> frames = new ArrayList<>();
  private final Map<String, List<JsonNode>> messages = new HashMap<>();
  private final List<Close> closes = new ArrayList<>();
  private final List<Integer> refusals = new ArrayList<>();

  @Override
  public void received(Frame frame) {
    change(() -> {
      frames.add(frame);
      if (frame.is("MESSAGE_CREATE")) {
        var message = frame.d();
        messages
            .computeIfAbsent(message.path("channel_id").asText(), id -> new ArrayList<>())
            .add(message);
      }
    });
  }

  @Override
  public void closed(Close close) {
    change(() -> closes.add(close));
  }

  @Override
  public void refused(int status) {
    change(() -> refusals.add(status));
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A copy of all frames so far, in the order of their coming. */
  public List<Frame> frames() {
    lock.lock();
    try {
      return List.copyOf(frames);
    } finally {
      lock.unlock();
    }
  }

  /** The payloads of an event so far. */
  public List<JsonNode> events(String event) {
    return frames().stream().filter(frame -> frame.is(event)).map(Frame::d).toList();
  }

  /** MESSAGE_CREATEs of a channel, each as often as it came. */
  public List<JsonNode> messages(String channelId) {
    lock.lock();
    try {
      return List.copyOf(messages.getOrDefault(channelId, List.of()));
    } finally {
      lock.unlock();
    }
  }

  /** The first event that fits, come or yet to come. */
  public JsonNode awaitEvent(String event, Predicate<JsonNode> fits, Duration limit) {
    return awaitFrame(frame -> frame.is(event) && fits.test(frame.d()), event, limit).d();
  }

  public Frame awaitFrame(Predicate<Frame> fits, String name, Duration limit) {
    var search =
        new Supplier<@Nullable Frame>() {
          private int looked;

          @Override
          public @Nullable Frame get() {
            while (looked < frames.size()) {
              var frame = frames.get(looked++);
              if (fits.test(frame)) {
                return frame;
              }
            }
            return null;
          }
        };
    return await(search, name, limit);
  }

  public Close awaitClose(Duration limit) {
    return await(() -> closes.isEmpty() ? null : closes.getFirst(), "close", limit);
  }

  /** Status of the refused upgrade; 0 when the connection failed. */
  public int awaitRefusal(Duration limit) {
    return await(() -> refusals.isEmpty() ? null : refusals.getFirst(), "refusal", limit);
  }

  /** Waits until a condition on what has come holds; it is tried anew with each change. */
  public void awaitUntil(Predicate<Inbox> condition, String name, Duration limit) {
    var _ = await(() -> condition.test(this) ? Boolean.TRUE : null, name, limit);
  }

  private <T> T await(Supplier<? extends @Nullable T> search, String name, Duration limit) {
    lock.lock();
    try {
      var left = limit.toNanos();
      while (true) {
        T found = search.get();
        if (found != null) {
          return found;
        }
        if (left <= 0) {
          throw new AssertionError(
              "no %s within %s; %d frames, refusals %s, closes %s, last: %s"
                  .formatted(name, limit, frames.size(), refusals, closes, last()));
        }
        left = changed.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(60)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + name, e);
    } finally {
      lock.unlock();
    }
  }

  private List<String> last() {
    return frames.subList(Math.max(0, frames.size() - 5), frames.size()).stream()
        .map(Frame::toString)
        .map(text -> text.substring(0, Math.min(300, text.length())))
        .toList();
  }
}
