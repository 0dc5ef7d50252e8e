package together.gateway.memberlist;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import together.gateway.presence.Presences;

/**
 * The member lists that clients look at. Whatever changes, a list is made anew at most once a
 * second, and less often the longer that takes; each range is then encoded once for all who look at
 * it. So a server of any size costs by what is looked at, not by what happens in it. Thread-safe.
 */
public final class MemberLists {
  private static final Logger log = Logger.getLogger(MemberLists.class);
  private static final long LEAST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Making a list may take so small a part of the time. */
  private static final int PAUSE_FACTOR = 20;

  private static final long FORGET_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Who looks at a list: one socket. */
  public interface Viewer {
    /** Takes a frame, from any thread; leaves it out when its user is no member any more. */
    void show(long guildId, byte[] frame);
  }

  private final Rosters rosters;
  private final Presences presences;
  private final MemberSource source;
  private final Executor threads;
  private final Map<Long, ListedGuild> guilds = new HashMap<>();
  private long version;
  private long sweptAt = System.nanoTime();

  /** {@code threads} may block. */
  public MemberLists(Rosters rosters, Presences presences, MemberSource source, Executor threads) {
    this.rosters = rosters;
    this.presences = presences;
    this.source = source;
    this.threads = threads;
    this.version = presences.version();
  }

  /** From here on the viewer sees these ranges of the guild, and no others; none ends it. */
  public void look(Viewer viewer, long guildId, List<Range> ranges) {
    ListedGuild guild;
    synchronized (this) {
      if (ranges.isEmpty()) {
        var known = guilds.get(guildId);
        if (known != null && known.leave(viewer)) {
          guilds.remove(guildId);
        }
        return;
      }
      guild =
          guilds.computeIfAbsent(guildId, id -> new ListedGuild(id, rosters, presences, source));
      guild.look(viewer, ranges);
    }
    start(guild, System.nanoTime());
  }

  /** How many guilds are looked at. */
  public synchronized int size() {
    return guilds.size();
  }

  /** Makes the lists anew that have changed; to be called several times a second. */
  public void turn(long now) {
    List<ListedGuild> all;
    synchronized (this) {
      markChanged();
      all = List.copyOf(guilds.values());
      if (now - sweptAt > FORGET_NANOS) {
        rosters.retain(Set.copyOf(guilds.keySet()), sweptAt);
        sweptAt = now;
      }
    }
    for (var guild : all) {
      start(guild, now);
    }
  }

  private void markChanged() {
    long until = presences.version();
    var changed = presences.changedSince(version);
    version = until;
    if (changed.isEmpty()) {
      guilds.values().forEach(ListedGuild::presenceChanged);
      return;
    }
    Arrays.stream(changed.get())
        .distinct()
        .forEach(user -> {
          for (long id : rosters.guildsOf(user)) {
            var guild = guilds.get(id);
            if (guild != null) {
              guild.presenceChanged();
            }
          }
        });
  }

  private void start(ListedGuild guild, long now) {
    if (guild.begin(now)) {
      threads.execute(() -> run(guild));
    }
  }

  private static void run(ListedGuild guild) {
    long from = System.nanoTime();
    try {
      guild.update();
    } catch (RuntimeException e) {
      log.warnf("the member list of guild %d, again soon: %s", guild.id(), e.getMessage());
      guild.presenceChanged();
    } finally {
      long now = System.nanoTime();
      guild.end(now + Math.max(LEAST_PAUSE_NANOS, PAUSE_FACTOR * (now - from)));
    }
  }
}
