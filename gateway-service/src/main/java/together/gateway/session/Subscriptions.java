package together.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import together.gateway.memberlist.MemberLists;
import together.gateway.typing.Typing;

/**
 * What the sockets of this node look at: member lists, and who types. Bounded a socket; a
 * subscription ends with its socket. Thread-safe.
 */
@ApplicationScoped
public class Subscriptions {
  /** Guilds a socket may look at; of more, the one it has looked at longest is dropped. */
  private static final int MOST_GUILDS = 20;

  private final MemberLists lists;
  private final Map<Session, LinkedHashMap<Long, Set<Long>>> bySession = new HashMap<>();
  private final Map<Long, Set<Session>> typing = new HashMap<>();

  public Subscriptions(MemberLists lists) {
    this.lists = lists;
  }

  /** Replaces what the socket looks at in this guild; on its event loop. */
  void subscribe(Session session, Subscription wanted) {
    var dropped = replace(session, wanted);
    if (dropped != 0) {
      lists.look(session, dropped, List.of());
    }
    lists.look(session, wanted.guildId(), wanted.ranges());
  }

  /** The guild that is looked at no more for it; 0 for none. */
  private synchronized long replace(Session session, Subscription wanted) {
    var own = bySession.get(session);
    if (own == null) {
      own = new LinkedHashMap<>();
      bySession.put(session, own);
      session.atEnd(() -> end(session));
    }
    leaveChannels(session, own.remove(wanted.guildId()));
    if (wanted.isEmpty()) {
      return 0;
    }
    long dropped = 0;
    if (own.size() == MOST_GUILDS) {
      dropped = own.keySet().iterator().next();
      leaveChannels(session, own.remove(dropped));
    }
    own.put(wanted.guildId(), wanted.typingChannels());
    for (long channel : wanted.typingChannels()) {
      typing.computeIfAbsent(channel, id -> new HashSet<>()).add(session);
    }
    return dropped;
  }

  private void leaveChannels(Session session, @Nullable Set<Long> left) {
    if (left == null) {
      return;
    }
    for (long channel : left) {
      var viewers = typing.get(channel);
      if (viewers != null && viewers.remove(session) && viewers.isEmpty()) {
        typing.remove(channel);
      }
    }
  }

  private void end(Session session) {
    Set<Long> guilds;
    synchronized (this) {
      var own = bySession.remove(session);
      if (own == null) {
        return;
      }
      own.values().forEach(left -> leaveChannels(session, left));
      guilds = own.keySet();
    }
    guilds.forEach(guild -> lists.look(session, guild, List.of()));
  }

  // ---- typing

  /** Whether somebody here wants to see who types in the channel. */
  synchronized boolean isTypingShown(long channelId) {
    return typing.containsKey(channelId);
  }

  /** To every live socket that looks at the channel and may see it; nobody is told of oneself. */
  void deliver(List<Typing> events) {
    Map<EventLoopShard, List<EventLoopShard.Shown>> byLoop = new HashMap<>();
    synchronized (this) {
      for (var event : events) {
        for (var session : typing.getOrDefault(event.channelId(), Set.of())) {
          byLoop
              .computeIfAbsent(session.shard(), shard -> new ArrayList<>())
              .add(new EventLoopShard.Shown(session, event));
        }
      }
    }
    byLoop.forEach(EventLoopShard::show);
  }
}
