package together.gateway.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    void advance(PrivateChannel newer) {
      if (newer.getRevision() > state.getRevision()) {
        state = newer;
        recipients = ids(newer);
      }
    }

    private static Set<Long> ids(PrivateChannel channel) {
      var ids = new HashSet<Long>();
      channel.getRecipientsList().forEach(user -> ids.add(user.getId()));
      return ids;
    }
  }

  private final Map<Long, Room> rooms = new HashMap<>();

  // ---- who is here

  /** Changes up to {@code contained} are in the client's state. */
  void seat(Session session, PrivateChannel channel, long contained) {
    var room = rooms.computeIfAbsent(channel.getId(), _ -> new Room(channel));
    room.advance(channel);
    room.seats.put(session, contained);
  }

  void unseat(Session session, long channelId) {
    var room = rooms.get(channelId);
    if (room != null) {
      room.seats.remove(session);
      if (room.seats.isEmpty()) {
        rooms.remove(channelId);
      }
    }
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
    return room == null ? List.of() : List.copyOf(room.seats.keySet());
  }

  // ---- messages

  /** To every live session of a recipient. */
  void message(LogEntry entry, SharedFrames frames) {
    var room = rooms.get(entry.channelId());
    if (room != null) {
      for (var session : room.seats.keySet()) {
        if (session.isLive() && room.recipients.contains(session.userId())) {
          frames.sendEvent(session);
        }
      }
    }
  }

  /** The same for one session that catches up. */
  void message(LogEntry entry, SharedFrames frames, Session session) {
    var room = rooms.get(entry.channelId());
    if (room != null
        && room.seats.containsKey(session)
        && room.recipients.contains(session.userId())) {
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

  /** The channel is at least as new as the event from here on, whoever is told. */
  void advance(GuildEvent event) {
    var channel = event.getPrivateChannel().getChannel();
    var room = rooms.get(channel.getId());
    if (room != null) {
      room.advance(channel);
    }
  }

  /**
   * Tells one session whom the event concerns. One that catches up loads a channel that is new to
   * it: what the event tells may be past by now.
   */
  void change(GuildEvent event, SharedFrames frames, Session session) {
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
        session.leavePrivateChannel(channel.getId());
      }
    } else if (room == null || contained == null) {
      if (session.isLive()) {
        frames.sendPrivateChannel(session, "CHANNEL_CREATE", channel);
        session.enterPrivateChannel(channel);
      } else {
        session.refresh(channel.getId());
      }
    } else if (event.getSeq() > contained) {
      // Who was put in while a RESUME was loading has a seat and does not know the channel.
      boolean known = contained != UNTOLD;
      frames.sendPrivateChannel(session, known ? "CHANNEL_UPDATE" : "CHANNEL_CREATE", channel);
      room.seats.put(session, event.getSeq());
    }
  }
}
