package together.gateway.presence;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the sessions of this node come to, user by user, and when that is written to the topic: at
 * once when it is the first for a while, then one change an interval, the end after a pause, and
 * when a custom status expires. Nothing is written of a user until it is known what the user has
 * set: an invisible one must not be seen meanwhile. Never more than one entry waits a user.
 * Thread-safe.
 */
public final class PresenceWriter {
  private static final Logger log = Logger.getLogger(PresenceWriter.class);
  private static final long RETRY_NANOS = 1_000_000_000L;

  /** Where records go. */
  interface Sender {
    /**
     * {@code stated} null takes the record away. Throws, or calls {@code failed}, when it cannot.
     */
    void send(String incarnation, long userId, @Nullable Stated stated, Runnable failed);
  }

  private static final class User {
    final IdentityHashMap<Object, Choice> sessions = new IdentityHashMap<>(2);
    @Nullable OwnStatus own;
    @Nullable Stated written;
    boolean everWritten;
    long writtenAt;
    long customRevision;
    long emptyFrom;
    long due;
    boolean queued;

    /** Null while there is no session, or it is not known what the user has set. */
    @Nullable Stated combined(long nowMillis) {
      Choice all = null;
      for (var choice : sessions.values()) {
        all = Choice.combine(all, choice);
      }
      if (all == null || own == null) {
        return null;
      }
      var custom = own.custom();
      return custom != null && custom.holds(nowMillis)
          ? new Stated(own.over(all), custom, customRevision)
          : Stated.of(own.over(all));
    }

    void know(OwnStatus newer) {
      var before = own;
      if (before == null) {
        sessions.replaceAll((session, stated) -> newer.begun(stated));
      }
      if (before == null || !Objects.equals(before.custom(), newer.custom())) {
        // The same custom status stays of the revision it was first of: nothing is written for it.
        customRevision = newer.revision();
      }
      own = newer;
    }
  }

  private record Due(long user, long at) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int order = Long.signum(at - other.at);
      return order == 0 ? Long.compare(user, other.user) : order;
    }
  }

  private final String incarnation;
  private final Sender sender;
  private final long lingerNanos;
  private final long intervalNanos;
  private final LongSupplier millis;
  private final Map<Long, User> users = new HashMap<>();
  private final TreeSet<Due> queue = new TreeSet<>();

  /**
   * @param millis the time of the day, by which custom statuses expire; all else goes by {@code
   *     now}, which does not jump
   */
  PresenceWriter(
      String incarnation,
      Sender sender,
      long lingerNanos,
      long intervalNanos,
      LongSupplier millis) {
    this.millis = millis;
    this.incarnation = incarnation;
    this.sender = sender;
    this.lingerNanos = lingerNanos;
    this.intervalNanos = intervalNanos;
  }

  /** How many users have sessions here. */
  synchronized int users() {
    return users.size();
  }

  /** How many users are to be looked at again. */
  synchronized int waiting() {
    return queue.size();
  }

  /** A session begins; {@link #know} is to follow unless it ends before. */
  public synchronized void begin(Object session, long userId, Choice stated, long now) {
    var user = users.computeIfAbsent(userId, id -> new User());
    user.sessions.put(session, user.own == null ? stated : user.own.begun(stated));
    changed(userId, user, now);
  }

  /** A session's client states its status anew. */
  public synchronized void set(Object session, long userId, Choice choice, long now) {
    var user = users.get(userId);
    if (user != null && user.sessions.replace(session, choice) != null) {
      changed(userId, user, now);
    }
  }

  /** What a user has set is this; left alone when it is no news, or the user is not here. */
  public synchronized void know(long userId, OwnStatus own, long now) {
    var user = users.get(userId);
    if (user != null && (user.own == null || own.revision() > user.own.revision())) {
      user.know(own);
      changed(userId, user, now);
    }
  }

  private void changed(long userId, User user, long now) {
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
      if (user.queued) {
        queue.remove(new Due(userId, user.due));
      }
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
    Stated stated;
    synchronized (this) {
      if (queue.isEmpty() || queue.getFirst().at() - now > 0) {
        return false;
      }
      userId = queue.removeFirst().user();
      var user = users.get(userId);
      if (user == null) {
        return true;
      }
      user.queued = false;
      stated = user.combined(millis.getAsLong());
      if (stated == null && !user.sessions.isEmpty()) {
        return true;
      }
      if (stated == null) {
        long gone = user.emptyFrom + lingerNanos;
        if (gone - now > 0) {
          enqueue(userId, user, gone, now);
          return true;
        }
        users.remove(userId);
        if (!user.everWritten) {
          return true;
        }
      } else {
        watchExpiry(userId, user, stated.custom(), now);
        if (stated.equals(user.written)) {
          return true;
        }
      }
      user.written = stated;
      user.everWritten = true;
      user.writtenAt = now;
    }
    try {
      sender.send(incarnation, userId, stated, () -> again(userId, now));
    } catch (RuntimeException e) {
      log.debugf("presence of a user: %s", e.getMessage());
      again(userId, now);
    }
    return true;
  }

  /** Looks at the user again when the custom status expires, if nothing else is due before. */
  private void watchExpiry(long userId, User user, @Nullable CustomStatus custom, long now) {
    if (custom != null && custom.expiresMillis() != 0) {
      long left = Math.max(1, custom.expiresMillis() - millis.getAsLong());
      enqueue(userId, user, now + TimeUnit.MILLISECONDS.toNanos(left), now);
    }
  }

  private synchronized void again(long userId, long now) {
    var user = users.computeIfAbsent(userId, id -> new User());
    user.written = null;
    user.everWritten = true;
    user.emptyFrom = now - lingerNanos;
    enqueue(userId, user, now + RETRY_NANOS, now);
  }
}
