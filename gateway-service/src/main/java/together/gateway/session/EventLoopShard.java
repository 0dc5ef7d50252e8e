package together.gateway.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import together.gateway.audience.GuildView;
import together.gateway.audience.GuildViews;
import together.gateway.frame.CloseCode;
import together.gateway.frame.ServerFrames;
import together.gateway.frame.WireFrames;
import together.gateway.log.Cursor;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.gateway.log.Past;
import together.gateway.log.Positions;
import together.gateway.log.Slice;
import together.gateway.presence.PresenceFanOut;
import together.gateway.typing.Typing;
import together.proto.SessionRevoked;

/**
 * One event loop's sockets and what they see. Every log entry comes to every shard in the same
 * order; a shard delivers it to its live sessions, and lets the others catch up from the log. All
 * state is confined to the event loop.
 *
 * <p>Not final: a test takes the revision check out to see that the leak it prevents is noticed.
 */
class EventLoopShard implements Holding.Rules, PresenceFanOut.Outlet {
  private static final int HELD_SLICE = 256;
  private static final Logger logger = Logger.getLogger(EventLoopShard.class);

  /** Presence never takes a turn of the loop longer than so many frames. */
  private static final int PRESENCES_A_TURN = 500;

  private final EventLoop loop;
  private final Past log;
  private final SessionMeters meters;
  private final Positions at;
  private final Audiences audiences;
  private final Holding holding;
  private final OpenSockets sockets;
  private final Set<Session> catchingUp = new LinkedHashSet<>();
  private final Flushes flushes;
  private final Queue<Runnable> afterwards = new ArrayDeque<>();
  private boolean delivering;
  private byte @Nullable [] heartbeatAck;

  EventLoopShard(
      EventLoop loop,
      Past log,
      Positions at,
      GuildViews views,
      GatewaySettings settings,
      SessionMeters meters) {
    this.loop = loop;
    this.log = log;
    this.at = at;
    this.meters = meters;
    this.audiences = new Audiences(views, meters);
    this.holding = new Holding(loop, this, meters);
    this.sockets = new OpenSockets(loop, settings);
    this.flushes = new Flushes(loop, settings.mostFlushPause(), System::nanoTime);
  }

  EventLoop loop() {
    return loop;
  }

  /** What has been delivered to every live session here. */
  Positions at() {
    return at;
  }

  /** HEARTBEAT_ACK to whoever is live here: the same for all until the next entry. */
  byte[] heartbeatAck(Supplier<Cursor> cursor) {
    var known = heartbeatAck;
    if (known == null) {
      known = ServerFrames.heartbeatAck(cursor.get());
      heartbeatAck = known;
    }
    return known;
  }

  private void reached(Log log, int partition, long offset) {
    at.set(log, partition, offset);
    heartbeatAck = null;
  }

  Past log() {
    return log;
  }

  OpenSockets sockets() {
    return sockets;
  }

  // ---- entries

  /** The next entries of the logs, in order. */
  void accept(List<LogEntry> entries) {
    for (var entry : entries) {
      if (holding.isEmpty() && !audiences.concerns(entry)) {
        // Most events are of guilds nobody here is in: nothing is made of them.
        reached(entry.log(), entry.partition(), entry.offset());
      } else {
        holding.accept(entry);
      }
    }
    release();
  }

  /** Ends sessions that the user log has not told of yet. */
  void revoke(long userId, SessionRevoked revoked) {
    audiences.revoke(userId, revoked);
    flush();
  }

  @Override
  public void release() {
    holding.release();
    for (var session : List.copyOf(catchingUp)) {
      catchUp(session);
    }
    flush();
  }

  @Override
  public boolean mayDeliver(LogEntry entry) {
    return audiences.haveReached(entry);
  }

  @Override
  public void deliver(LogEntry entry) {
    reached(entry.log(), entry.partition(), entry.offset());
    try {
      var _ =
          toMany(() -> {
            audiences.deliver(entry);
            return 1;
          });
    } catch (RuntimeException e) {
      // A defect met by one event must not keep the following ones from everybody.
      meters.failed();
      logger.errorf(e, "%s was not delivered to all", entry.id());
    }
  }

  /**
   * Goes through lists of sessions. One may end in the middle of it, when a write finds its
   * connection broken: it leaves the lists only after that, or those behind it would get nothing.
   *
   * @return what the delivery returns
   */
  private int toMany(IntSupplier delivery) {
    delivering = true;
    try {
      return delivery.getAsInt();
    } finally {
      delivering = false;
      while (!afterwards.isEmpty()) {
        afterwards.remove().run();
      }
    }
  }

  /** Runs it now, or right after the event that is being delivered. */
  void afterDelivery(Runnable task) {
    if (delivering) {
      afterwards.add(task);
    } else {
      task.run();
    }
  }

  @Override
  public void overdue(LogEntry entry) {
    audiences.refreshAll(entry);
    release();
  }

  @Override
  public Slice read(Log log, int partition, long after, long last) {
    return this.log.read(log, partition, after, last, HELD_SLICE);
  }

  @Override
  public void lost(Log log, int partition, long last) {
    meters.gap();
    reached(log, partition, last);
    sockets.invalidateLive();
  }

  // ---- presence

  @Override
  public void deliver(List<PresenceFanOut.Update> updates, Runnable done) {
    loop.execute(() -> deliver(updates, 0, done));
  }

  /** Some of it, then whatever else the event loop has to do, then the rest. */
  private void deliver(List<PresenceFanOut.Update> updates, int from, Runnable done) {
    int budget = PRESENCES_A_TURN;
    int at = from;
    while (at < updates.size() && budget > 0) {
      var update = updates.get(at++);
      budget -= 1 + toMany(() -> audiences.presence(update));
    }
    flush();
    int next = at;
    if (next < updates.size()) {
      loop.execute(() -> deliver(updates, next, done));
    } else {
      done.run();
    }
  }

  @Override
  public Set<Long> partners() {
    return audiences.partners();
  }

  @Override
  public boolean isPartner(long userId) {
    return audiences.isPartner(userId);
  }

  @Override
  public void guilds(Consumer<Set<Long>> told) {
    loop.execute(() -> told.accept(audiences.guildIds()));
  }

  // ---- typing

  /** What a session looks at. */
  record Shown(Session session, Typing typing) {}

  /** To those of the sessions, all of this shard, that are live and may see the channel. */
  void show(List<Shown> all) {
    loop.execute(() -> {
      var frames = new IdentityHashMap<Typing, ByteBuf>();
      try {
        for (var one : all) {
          show(one.session(), one.typing(), frames);
        }
      } finally {
        frames.values().forEach(ByteBuf::release);
      }
      flush();
    });
  }

  /** Whether recipients of this private channel are here; may be asked by any thread. */
  boolean hasPrivateChannel(long channelId) {
    return audiences.privates().isHere(channelId);
  }

  /** To all live sessions here of the other recipients: nobody has to look at a private channel. */
  void showPrivately(Typing typing) {
    loop.execute(() -> {
      var frame = WireFrames.text(Wire.ALLOCATOR, typing.frame());
      try {
        for (var session : audiences.privates().watching(typing.channelId(), typing.revision())) {
          if (session.userId() != typing.userId()) {
            session.send(frame);
          }
        }
      } finally {
        frame.release();
      }
      flush();
    });
  }

  private void show(Session session, Typing typing, IdentityHashMap<Typing, ByteBuf> frames) {
    if (session.isLive()
        && session.userId() != typing.userId()
        && audiences.mayView(session, typing.guildId(), typing.channelId(), typing.revision())) {
      session.send(
          frames.computeIfAbsent(typing, one -> WireFrames.text(Wire.ALLOCATOR, one.frame())));
    }
  }

  // ---- sessions

  void identified(Session session) {
    audiences.identified(session);
  }

  void closed(Session session) {
    catchingUp.remove(session);
    audiences.closed(session);
  }

  void seat(Session session, LoadedGuild guild, Contained contained) {
    audiences.seat(session, guild, contained);
  }

  void unseat(Session session, long guildId) {
    audiences.unseat(session, guildId);
  }

  PrivateAudiences privateChannels() {
    return audiences.privates();
  }

  Friends friends() {
    return audiences.friends();
  }

  boolean isBehind(GuildView view) {
    return audiences.isBehind(view);
  }

  /** Something waits for the socket's next flush. */
  void touched(Session session) {
    flushes.add(session);
  }

  void flush() {
    flushes.flush();
  }

  /** Goes on with a session's replay; it becomes live when it has all that was delivered here. */
  void catchUp(Session session) {
    catchingUp.remove(session);
    var replay = session.replay();
    if (replay == null) {
      return;
    }
    switch (replay.advance(this, session)) {
      case DONE -> session.live();
      case WAITING -> catchingUp.add(session);
      case PAUSED -> {
        // A refresh began, or the socket closed: the replay goes on after it.
      }
      case LOST -> session.invalidate();
      // It may resume again.
      case FAILED -> session.close(CloseCode.UNKNOWN_ERROR);
    }
  }

  /** One entry for one session that catches up. */
  void replay(LogEntry entry, Session session) {
    audiences.replay(entry, session);
  }
}
