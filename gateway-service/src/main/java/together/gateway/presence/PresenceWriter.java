package together.gateway.presence;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the sessions of this node come to, user by user, and when that is written to the topic: at
 * once when it is the first for a while, then one change an interval, the end after a pause. Never
 * more than one entry waits a user. Thread-safe.
 */
public final class PresenceWriter {
  private static final Logger log = Logger.getLogger(PresenceWriter.class);
  private static final long RETRY_NANOS = 1_000_000_000L;

  /** Where records go. */
  interface Sender {
    /**
     * {@code choice} null takes the record away. Throws, or calls {@code failed}, when it cannot.
     */
    void send(String incarnation, long userId, @Nullable Choice choice, Runnable failed);
  }

  private static final class User {
    final IdentityHashMap<Object, Choice> sessions = new IdentityHashMap<>(2);
    @Nullable Choice written;
    boolean everWritten;
    long writtenAt;
    long emptyFrom;
    long due;
    boolean queued;

    @Nullable Choice combined() {
      Choice all = null;
      for (var choice : sessions.values()) {
        all = Choice.combine(all, choice);
      }
      return all;
    }
  }

  private record Due(long user, long at) {}

  private final String incarnation;
  private final Sender sender;
  private final long lingerNanos;
  private final long intervalNanos;
  private final Map<Long, User> users = new HashMap<>();
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>((a, b) -> Long.signum(a.at() - b.at()));

  PresenceWriter(String incarnation, Sender sender, long lingerNanos, long intervalNanos) {
    this.incarnation = incarnation;
    this.sender = sender;
    this.lingerNanos = lingerNanos;
    this.intervalNanos = intervalNanos;
  }

  /** How many users have sessions here. */
  synchronized int users() {
    return users.size();
  }

  /** A session begins, or its client states its status anew. */
  public synchronized void set(Object session, long userId, Choice choice, long now) {
    var user = users.computeIfAbsent(userId, id -> new User());
    user.sessions.put(session, choice);
    enqueue(userId, user, user.everWritten ? user.writtenAt + intervalNanos : now, now);
  }

  public synchronized void end(Object session, long userId, long now) {
    var user = users.get(userId);
    if (user != null && user.sessions.remove(session) != null) {
      user.emptyFrom = now;
      enqueue(userId, user, now + (user.sessions.isEmpty() ? lingerNanos : 0), now);
    }
  }

  /** The topic has lost this node's record of the user: others held this node for dead. */
  synchronized void lost(long userId, long now) {
    var user = users.get(userId);
    if (user != null && !user.sessions.isEmpty()) {
      user.written = null;
      enqueue(userId, user, now + intervalNanos, now);
    }
  }

  private void enqueue(long userId, User user, long at, long now) {
    long due = at - now < 0 ? now : at;
    if (!user.queued || due - user.due < 0) {
      user.queued = true;
      user.due = due;
      queue.add(new Due(userId, due));
    }
  }

  /** Writes what is due; at most so many records. */
  void write(int most, long now) {
    for (int i = 0; i < most; i++) {
      if (!writeNext(now)) {
        return;
      }
    }
  }

  private boolean writeNext(long now) {
    long userId;
    Choice choice;
    synchronized (this) {
      var head = queue.peek();
      if (head == null || head.at() - now > 0) {
        return false;
      }
      queue.remove();
      userId = head.user();
      var user = users.get(userId);
      if (user == null || !user.queued || user.due != head.at()) {
        return true;
      }
      user.queued = false;
      choice = user.combined();
      if (choice == null) {
        long gone = user.emptyFrom + lingerNanos;
        if (gone - now > 0) {
          enqueue(userId, user, gone, now);
          return true;
        }
        users.remove(userId);
        if (!user.everWritten) {
          return true;
        }
      } else if (choice.equals(user.written)) {
        return true;
      }
      user.written = choice;
      user.everWritten = true;
      user.writtenAt = now;
    }
    try {
      sender.send(incarnation, userId, choice, () -> again(userId, now));
    } catch (RuntimeException e) {
      log.debugf("presence of a user: %s", e.getMessage());
      again(userId, now);
    }
    return true;
  }

  private synchronized void again(long userId, long now) {
    var user = users.computeIfAbsent(userId, id -> new User());
    user.written = null;
    user.everWritten = true;
    user.emptyFrom = now - lingerNanos;
    enqueue(userId, user, now + RETRY_NANOS, now);
  }
}
