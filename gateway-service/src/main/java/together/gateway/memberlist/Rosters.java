package together.gateway.memberlist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import together.gateway.compact.LongMultimap;
import together.proto.GuildEvent;
import together.proto.MembersRequest;

/**
 * The rosters of the guilds whose members somebody here looks at: loaded page by page, brought on
 * by the guild log, forgotten when nobody has looked for a while. All of them together are bounded;
 * a guild that does not fit has no roster. Thread-safe.
 */
public final class Rosters {
  private static final int PAGE = 1_000;
  private static final int AT_ONCE = 2;

  private final MemberSource source;
  private final int mostMembers;
  private final Semaphore places = new Semaphore(AT_ONCE, true);
  private final Map<Long, Held> held = new HashMap<>();
  private final LongMultimap guildsOf = new LongMultimap();
  private int members;

  /** One guild's roster and the events that came while it is loaded. */
  private static final class Held {
    final List<GuildEvent> pending = new ArrayList<>();
    @Nullable Roster roster;
    long usedAt;
  }

  /** {@code mostMembers}: of all rosters together. */
  public Rosters(MemberSource source, int mostMembers) {
    this.source = source;
    this.mostMembers = mostMembers;
  }

  /** The guild's members do not fit beside those that others look at. */
  static final class TooManyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyException(long guildId) {
      super("guild " + guildId + " has more members than there is room for", null, false, false);
    }
  }

  /** Members of all rosters. */
  public synchronized int members() {
    return members;
  }

  /** The guilds listed here that the user is a member of. */
  synchronized List<Long> guildsOf(long userId) {
    var found = new ArrayList<Long>();
    guildsOf.forEach(userId, found::add);
    return found;
  }

  /**
   * The guild's roster, loaded when it is not here yet. Blocks; throws what guild-service throws,
   * and {@link TooManyException}.
   */
  Roster get(long guildId) {
    var known = find(guildId);
    if (known != null) {
      return known;
    }
    places.acquireUninterruptibly();
    try {
      var meanwhile = find(guildId);
      return meanwhile == null ? load(guildId) : meanwhile;
    } finally {
      places.release();
    }
  }

  /** The roster if it is here; asked for, it stays a while longer. */
  synchronized @Nullable Roster find(long guildId) {
    var one = held.get(guildId);
    if (one == null) {
      return null;
    }
    one.usedAt = System.nanoTime();
    return one.roster;
  }

  private Roster load(long guildId) {
    synchronized (this) {
      // From here on its events are kept: they come after what is read now.
      var waiting = held.computeIfAbsent(guildId, id -> new Held());
      waiting.usedAt = System.nanoTime();
    }
    try {
      var guild = source.guild(guildId);
      var roster = new Roster(guildId, guild.getRevision(), guild.getRolesList());
      long after = 0;
      while (true) {
        var page =
            source
                .members(
                    MembersRequest.newBuilder()
                        .setGuildId(guildId)
                        .setAfter(after)
                        .setLimit(PAGE)
                        .build())
                .getMembersList();
        roster.load(page);
        if (members() + roster.size() > mostMembers) {
          throw new TooManyException(guildId);
        }
        if (page.size() < PAGE) {
          break;
        }
        after = page.getLast().getUser().getId();
      }
      roster.loaded();
      hold(guildId, roster);
      return roster;
    } catch (RuntimeException e) {
      synchronized (this) {
        held.remove(guildId);
      }
      throw e;
    }
  }

  private synchronized void hold(long guildId, Roster roster) {
    var one = held.computeIfAbsent(guildId, id -> new Held());
    roster.forEachId(id -> guildsOf.add(id, guildId));
    members += roster.size();
    for (var event : one.pending) {
      apply(roster, event);
    }
    one.pending.clear();
    one.roster = roster;
  }

  /** The guild log's next event; to be called for each, in order. */
  public synchronized void accept(GuildEvent event) {
    if (event.hasMemberProfile()) {
      event.getMemberProfile().getGuildIdsList().forEach(guild -> accept(guild, event));
    } else {
      accept(event.getGuildId(), event);
    }
  }

  private void accept(long guildId, GuildEvent event) {
    var one = held.get(guildId);
    if (one == null) {
      return;
    }
    var roster = one.roster;
    if (roster == null) {
      one.pending.add(event);
    } else if (event.getEventCase() == GuildEvent.EventCase.GUILD_DELETE) {
      drop(guildId);
    } else {
      apply(roster, event);
    }
  }

  private void apply(Roster roster, GuildEvent event) {
    if (event.hasMemberProfile()) {
      roster.rename(event.getMemberProfile().getUser());
      return;
    }
    int before = roster.size();
    roster.apply(event);
    int more = roster.size() - before;
    members += more;
    long guildId = roster.guildId();
    if (more > 0) {
      guildsOf.add(event.getGuildMemberAdd().getMember().getUser().getId(), guildId);
    } else if (more < 0) {
      guildsOf.remove(event.getGuildMemberRemove().getUser().getId(), guild -> guild == guildId);
    }
  }

  /** Forgets the rosters nobody wants and nobody has asked for since. */
  synchronized void retain(Set<Long> wanted, long before) {
    var unwanted =
        held.entrySet().stream()
            .filter(one -> one.getValue().roster != null && !wanted.contains(one.getKey()))
            .filter(one -> one.getValue().usedAt - before < 0)
            .map(Map.Entry::getKey)
            .toList();
    unwanted.forEach(this::drop);
  }

  private void drop(long guildId) {
    var gone = held.remove(guildId);
    if (gone != null && gone.roster != null) {
      var roster = gone.roster;
      members -= roster.size();
      roster.forEachId(id -> guildsOf.remove(id, guild -> guild == guildId));
    }
  }
}
