package together.gateway.session;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import together.gateway.audience.SharedFrames;
import together.gateway.log.LogEntry;
import together.proto.GuildEvent;
import together.proto.PrivateChannel;
import together.proto.User;

/**
 * Who of one event loop's sockets gets the events of a dm or group dm: its recipients, at the
 * channel's revision that the loop has reached. Confined to the event loop.
 */
final class PrivateAudiences {
  /** Contained in the state of a client that resumed, of which nobody knows what it has. */
  static final long UNTOLD = 0;

  /** A channel some of whose recipients are here. */
  private static final class Room {
    private PrivateChannel state;
    private Set<Long> recipients;

    /** Each session, and the revision up to which its client's state contains the changes. */
    private final Map<Session, Long> seats = new LinkedHashMap<>();

    Room(PrivateChannel state) {
      this.state = state;
      this.recipients = ids(state);
    }

    boolean isFor(Session session) {
      return recipients.contains(session.userId());
    }
  }

  /** Both are changed by the event loop alone; whether something is in them anybody may ask. */
  private final Map<Long, Room> rooms = new ConcurrentHashMap<>();

  private final Map<Long, Set<Room>> byUser = new ConcurrentHashMap<>();

  static Set<Long> ids(PrivateChannel channel) {
    var ids = new HashSet<Long>();
    channel.getRecipientsList().forEach(user -> ids.add(user.getId()));
    return ids;
  }

  // ---- who is here

  /** Changes up to {@code contained} are in the client's state. */
  void seat(Session session, PrivateChannel channel, long contained) {
    var known = rooms.get(channel.getId());
    var room = known == null ? new Room(channel) : known;
    if (known == null) {
      rooms.put(channel.getId(), room);
      link(room, room.recipients);
    } else {
      var _ = advance(room, channel);
    }
    room.seats.put(session, contained);
  }

  void unseat(Session session, long channelId) {
    var room = rooms.get(channelId);
    if (room != null) {
      room.seats.remove(session);
      if (room.seats.isEmpty()) {
        rooms.remove(channelId);
        unlink(room, room.recipients);
      }
    }
  }

  private void link(Room room, Set<Long> users) {
    for (long user : users) {
      byUser.computeIfAbsent(user, _ -> new HashSet<>()).add(room);
    }
  }

  private void unlink(Room room, Set<Long> users) {
    for (long user : users) {
      var of = byUser.get(user);
      if (of != null && of.remove(room) && of.isEmpty()) {
        byUser.remove(user);
      }
    }
  }

  /** Who is new among its recipients. */
  private Set<Long> advance(Room room, PrivateChannel newer) {
    if (newer.getRevision() <= room.state.getRevision()) {
      return Set.of();
    }
    var after = ids(newer);
    var added = new HashSet<>(after);
    added.removeAll(room.recipients);
    var gone = new HashSet<>(room.recipients);
    gone.removeAll(after);
    unlink(room, gone);
    link(room, added);
    room.state = newer;
    room.recipients = after;
    return added;
  }

  // ---- who shares one with whom

  /** Everyone who shares a channel with a session here. */
  Set<Long> users() {
    return Collections.unmodifiableSet(byUser.keySet());
  }

  /** Live sessions of others who share a channel with the user, each once. */
  Set<Session> partnersOf(long userId) {
    var sessions = new LinkedHashSet<Session>();
    for (var room : byUser.getOrDefault(userId, Set.of())) {
      for (var session : room.seats.keySet()) {
        if (session.userId() != userId && session.isLive() && room.isFor(session)) {
          sessions.add(session);
        }
      }
    }
    return sessions;
  }

  /** Whether a session of somebody else shares a channel with the user. */
  boolean isPartner(Session session, long userId) {
    return session.userId() != userId
        && byUser.getOrDefault(userId, Set.of()).stream()
            .anyMatch(room -> room.seats.containsKey(session) && room.isFor(session));
  }

  /** The other recipients of these channels. */
  Set<Long> partners(Set<Long> channelIds, long userId) {
    var partners = new HashSet<Long>();
    for (long channel : channelIds) {
      var room = rooms.get(channel);
      if (room != null) {
        partners.addAll(room.recipients);
      }
    }
    partners.remove(userId);
    return partners;
  }

  /** Who is told that a recipient types, at a state no older than the revision. */
  List<Session> watching(long channelId, long revision) {
    var room = rooms.get(channelId);
    return room == null || room.state.getRevision() < revision
        ? List.of()
        : room.seats.keySet().stream()
            .filter(session -> session.isLive() && room.isFor(session))
            .toList();
  }

  /** Whether the channel was told to be newer than what this event loop knows of it. */
  boolean isBehind(PrivateChannel channel) {
    var room = rooms.get(channel.getId());
    return room != null && room.state.getRevision() < channel.getRevision();
  }

  /** Whether a session of one of its recipients is here. */
  boolean isHere(long channelId) {
    return rooms.containsKey(channelId);
  }

  /** Nobody gets a message under a state older than the one it was allowed at. */
  boolean hasReached(LogEntry message) {
    var room = rooms.get(message.channelId());
    return room == null || room.state.getRevision() >= message.revision();
  }

  /** Takes the channel away; who was there is to load it anew. */
  List<Session> clear(long channelId) {
    var room = rooms.remove(channelId);
    if (room == null) {
      return List.of();
    }
    unlink(room, room.recipients);
    return List.copyOf(room.seats.keySet());
  }

  // ---- messages

  /** To every live session of a recipient. */
  void message(LogEntry entry, SharedFrames frames) {
    var room = rooms.get(entry.channelId());
    if (room != null) {
      for (var session : room.seats.keySet()) {
        if (session.isLive() && room.isFor(session)) {
          frames.sendEvent(session);
        }
      }
    }
  }

  /** The same for one session that catches up. */
  void message(LogEntry entry, SharedFrames frames, Session session) {
    var room = rooms.get(entry.channelId());
    if (room != null && room.seats.containsKey(session) && room.isFor(session)) {
      frames.sendEvent(session);
    }
  }

  // ---- changes

  /** Everyone a change of a private channel concerns. */
  static Set<Long> concerned(GuildEvent event) {
    var change = event.getPrivateChannel();
    var users = new HashSet<>(change.getRemovedList());
    change.getChannel().getRecipientsList().stream().map(User::getId).forEach(users::add);
    return users;
  }

  /**
   * The channel is at least as new as the event from here on, whoever is told. Returns who is new
   * among its recipients.
   */
  Set<Long> advance(GuildEvent event) {
    var channel = event.getPrivateChannel().getChannel();
    var room = rooms.get(channel.getId());
    return room == null ? Set.of() : advance(room, channel);
  }

  /**
   * Tells one session whom the event concerns. One that catches up loads a channel that is new to
   * it: what the event tells may be past by now.
   *
   * @param added recipients whose presence a live client does not know yet
   */
  void change(GuildEvent event, Set<Long> added, SharedFrames frames, Session session) {
    var change = event.getPrivateChannel();
    var channel = change.getChannel();
    var room = rooms.get(channel.getId());
    var contained = room == null ? null : room.seats.get(session);
    if (change.getRemovedList().contains(session.userId())) {
      if (contained == null) {
        if (session.endings().isNews(channel.getId())) {
          frames.sendPrivateChannel(session, "CHANNEL_DELETE", channel);
        }
      } else if (event.getSeq() > contained) {
        frames.sendPrivateChannel(session, "CHANNEL_DELETE", channel);
        session.contacts().leave(channel.getId());
      }
    } else if (room == null || contained == null) {
      if (session.isLive()) {
        frames.sendPrivateChannel(session, "CHANNEL_CREATE", channel);
        session.contacts().enter(channel);
      } else {
        session.refresh(channel.getId());
      }
    } else if (event.getSeq() > contained) {
      // Who was put in while a RESUME was loading has a seat and does not know the channel.
      boolean known = contained != UNTOLD;
      frames.sendPrivateChannel(session, known ? "CHANNEL_UPDATE" : "CHANNEL_CREATE", channel);
      room.seats.put(session, event.getSeq());
      // The room may have moved past this before one that catches up is told: who is new is not
      // known.
      session.contacts().meet(session.isLive() ? added : ids(channel));
    }
  }
}
