package together.gateway.session;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import together.gateway.audience.GuildAudience;
import together.gateway.audience.GuildView;
import together.gateway.audience.GuildViews;
import together.gateway.audience.SharedFrames;
import together.gateway.frame.CloseCode;
import together.gateway.frame.ServerFrames;
import together.gateway.log.EventLog;
import together.gateway.log.Log;
import together.gateway.log.LogEntry;
import together.gateway.log.Positions;
import together.proto.UserEvent;

/**
 * One event loop's sockets and what they see. Every log entry comes to every shard in the same
 * order; a shard delivers it to its live sessions, and lets the others catch up from the log. All
 * state is confined to the event loop.
 *
 * <p>Not final: a test takes the revision check out to see that the leak it prevents is noticed.
 */
class EventLoopShard {
  /**
   * How long an event waits for the guild log to reach its revision before the guild is loaded
   * anew.
   */
  private static final long HOLD_MILLIS = 1_000;

  private static final Logger logger = Logger.getLogger(EventLoopShard.class);

  private final EventLoop loop;
  private final EventLog log;
  private final GuildViews views;
  private final SessionMeters meters;
  private final Positions at;
  private final Map<Long, GuildAudience> guilds = new HashMap<>();
  private final Map<Long, Set<Session>> users = new HashMap<>();
  private final Set<Session> sockets = new HashSet<>();
  private final Set<Session> catchingUp = new LinkedHashSet<>();
  private final Set<Session> touched = new HashSet<>();
  private final Map<Held, ArrayDeque<LogEntry>> held = new HashMap<>();

  private boolean watching;

  /** A partition that waits for the guild log. */
  private record Held(Log log, int partition) {}

  EventLoopShard(
      EventLoop loop, EventLog log, Positions at, GuildViews views, SessionMeters meters) {
    this.loop = loop;
    this.log = log;
    this.at = at;
    this.views = views;
    this.meters = meters;
  }

  EventLoop loop() {
    return loop;
  }

  /** What has been delivered to every live session here. */
  Positions at() {
    return at;
  }

  EventLog log() {
    return log;
  }

  // ---- entries

  /** The next entries of the logs, in order. */
  void accept(List<LogEntry> entries) {
    for (var entry : entries) {
      var waiting = held.get(new Held(entry.log(), entry.partition()));
      if (waiting != null) {
        waiting.add(entry);
      } else if (mayDeliver(entry)) {
        deliver(entry);
      } else {
        hold(entry);
      }
    }
    release();
    for (var session : List.copyOf(catchingUp)) {
      catchUp(session);
    }
    flush();
  }

  /** Nobody gets an event under a view older than the one it was allowed at. */
  boolean mayDeliver(LogEntry entry) {
    if (entry.log() != Log.MESSAGE && entry.log() != Log.VOICE) {
      return true;
    }
    var guild = guilds.get(entry.guildId());
    return guild == null || guild.hasReached(entry.revision());
  }

  private void hold(LogEntry entry) {
    meters.held();
    var waiting = new ArrayDeque<LogEntry>();
    waiting.add(entry);
    held.put(new Held(entry.log(), entry.partition()), waiting);
    loop.schedule(() -> giveUpHolding(entry), HOLD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Lets go what the guild log has caught up with. */
  private void release() {
    for (var partition : List.copyOf(held.entrySet())) {
      var waiting = partition.getValue();
      while (!waiting.isEmpty() && mayDeliver(waiting.element())) {
        deliver(waiting.remove());
      }
      if (waiting.isEmpty()) {
        held.remove(partition.getKey());
      } else {
        var next = waiting.element();
        loop.schedule(() -> giveUpHolding(next), HOLD_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void giveUpHolding(LogEntry entry) {
    var waiting = held.get(new Held(entry.log(), entry.partition()));
    if (waiting != null && waiting.peek() == entry && !mayDeliver(entry)) {
      meters.gap();
      refreshAll(entry.guildId());
      release();
      flush();
    }
  }

  private void deliver(LogEntry entry) {
    at.set(entry.log(), entry.partition(), entry.offset());
    try {
      deliverLive(entry);
    } catch (RuntimeException e) {
      // A defect met by one event must not keep the following ones from everybody.
      meters.failed();
      logger.errorf(e, "%s was not delivered to all", entry.id());
    }
  }

  private void deliverLive(LogEntry entry) {
    try (var frames = new SharedFrames(Wire.ALLOCATOR, entry)) {
      switch (entry.log()) {
        case GUILD -> guildEntry(entry, frames);
        case USER -> {
          revoke(entry);
          liveSessions(entry.userId()).forEach(session -> userEntry(entry, frames, session));
        }
        case MESSAGE -> messageEntry(entry, frames);
        case VOICE -> {
          var guild = guilds.get(entry.guildId());
          if (guild != null) {
            guild.voice(entry, frames);
          }
        }
      }
    }
  }

  private void guildEntry(LogEntry entry, SharedFrames frames) {
    var guild = guilds.get(entry.guildId());
    if (guild != null && !guild.guild(entry, frames)) {
      meters.gap();
      refreshAll(entry.guildId());
    }
    for (var session : joining(entry)) {
      if (session.isLive() && !session.isIn(entry.guildId())) {
        session.refresh(entry.guildId());
      }
    }
  }

  private void messageEntry(LogEntry entry, SharedFrames frames) {
    if (Entries.isForOneUser(entry)) {
      liveSessions(entry.userId()).forEach(frames::sendEvent);
      return;
    }
    var guild = guilds.get(entry.guildId());
    if (guild != null) {
      guild.message(entry, frames);
    }
  }

  /** Ends sessions at once, whatever they load or replay: nothing waits for its turn here. */
  private void revoke(LogEntry entry) {
    var event = entry.userEvent();
    if (event.getEventCase() == UserEvent.EventCase.SESSION_REVOKE) {
      for (var session : Set.copyOf(users.getOrDefault(entry.userId(), Set.of()))) {
        session.revoked(event.getSessionRevoke());
      }
    }
  }

  private static void userEntry(LogEntry entry, SharedFrames frames, Session session) {
    var event = entry.userEvent();
    switch (event.getEventCase()) {
      case USER_UPDATE -> frames.sendEvent(session);
      case SESSION_REVOKE -> session.revoked(event.getSessionRevoke());
      case USER_CREATE, EVENT_NOT_SET -> {
        // No session is older than its user; an unknown case is a newer writer's.
      }
    }
  }

  private Set<Session> joining(LogEntry entry) {
    long user = Entries.joiner(entry.guildEvent());
    return user == 0 ? Set.of() : Set.copyOf(users.getOrDefault(user, Set.of()));
  }

  private List<Session> liveSessions(long userId) {
    return users.getOrDefault(userId, Set.of()).stream().filter(Session::isLive).toList();
  }

  /** Every session in the guild loads it anew; the view starts afresh with the first of them. */
  private void refreshAll(long guildId) {
    var guild = guilds.remove(guildId);
    if (guild != null) {
      for (var subscriber : guild.subscribers()) {
        subscriber.refresh(guildId);
      }
    }
  }

  // ---- sessions

  /** Puts a member into its guild; events up to the given sequences are in its client's state. */
  void seat(Session session, GuildView view, List<Long> roles, Contained contained) {
    guilds
        .computeIfAbsent(view.id(), id -> new GuildAudience(view, views))
        .join(session, view, roles, contained.revision(), contained.voiceSeq());
  }

  /** Whether the guild was told to be newer than what this event loop knows of it. */
  boolean isBehind(GuildView view) {
    var guild = guilds.get(view.id());
    return guild != null && guild.isBehind(view);
  }

  void unseat(Session session, long guildId) {
    var guild = guilds.get(guildId);
    if (guild != null) {
      guild.leave(session);
      if (guild.isEmpty()) {
        guilds.remove(guildId);
      }
    }
  }

  /** A new socket; the first one starts the watch over those that never identify or fall silent. */
  void opened(Session session, GatewaySettings settings) {
    sockets.add(session);
    if (!watching) {
      watching = true;
      loop.scheduleAtFixedRate(() -> watch(settings), 1, 1, TimeUnit.SECONDS);
    }
  }

  void gone(Session session) {
    sockets.remove(session);
  }

  private void watch(GatewaySettings settings) {
    long identifyMillis = settings.identifyTimeout().toMillis();
    long silentMillis = settings.heartbeatMillis() * 3L / 2;
    for (var session : List.copyOf(sockets)) {
      if (!session.isIdentified()) {
        // Since it opened: heartbeats must not keep a stranger's socket.
        if (session.pulse().openMillis() > identifyMillis) {
          session.close(CloseCode.NOT_IDENTIFIED);
        }
      } else if (session.pulse().silentMillis() > silentMillis) {
        session.close(CloseCode.HEARTBEAT_TIMEOUT);
      }
    }
  }

  /** The node ends: its clients resume on another. */
  void goAway() {
    for (var session : List.copyOf(sockets)) {
      session.send(ServerFrames.reconnect());
      session.close(CloseCode.GOING_AWAY);
    }
  }

  void identified(Session session) {
    users.computeIfAbsent(session.userId(), id -> new LinkedHashSet<>()).add(session);
  }

  void closed(Session session) {
    catchingUp.remove(session);
    touched.remove(session);
    var own = users.get(session.userId());
    if (own != null) {
      own.remove(session);
      if (own.isEmpty()) {
        users.remove(session.userId());
      }
    }
  }

  void touched(Session session) {
    touched.add(session);
  }

  void flush() {
    for (var session : touched) {
      session.flush();
    }
    touched.clear();
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
    }
  }

  /** One entry for one session that catches up. */
  void replay(LogEntry entry, Session session) {
    try (var frames = new SharedFrames(Wire.ALLOCATOR, entry)) {
      if (entry.log() == Log.USER) {
        if (entry.userId() == session.userId()) {
          userEntry(entry, frames, session);
        }
        return;
      }
      if (entry.log() == Log.MESSAGE && Entries.isForOneUser(entry)) {
        if (entry.userId() == session.userId()) {
          frames.sendEvent(session);
        }
        return;
      }
      var guild = guilds.get(entry.guildId());
      var seat = guild == null ? null : guild.seat(session);
      if (guild == null || seat == null) {
        if (entry.log() == Log.GUILD && Entries.joiner(entry.guildEvent()) == session.userId()) {
          session.refresh(entry.guildId());
        }
        return;
      }
      switch (entry.log()) {
        case GUILD -> {
          if (!guild.guild(entry, frames, seat)) {
            meters.gap();
            refreshAll(entry.guildId());
          }
        }
        case MESSAGE -> guild.message(entry, frames, seat);
        case VOICE -> guild.voice(entry, frames, seat);
        case USER -> throw new IllegalStateException("handled above");
      }
    }
  }
}
