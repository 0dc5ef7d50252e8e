package together.gateway.members;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import together.gateway.compact.LongMultimap;
import together.proto.GuildEvent;
import together.proto.GuildMemberIds;

/**
 * Who is a member of the small guilds that have sockets here, both ways: so that a presence finds
 * the guilds it concerns, and a guild the presences that concern it. Loaded once a guild, then
 * brought on by the guild log; larger guilds are known to be large. Thread-safe.
 */
public final class MemberIndex {
  private static final long WAIT_SECONDS = 5;
  private static final int GUILDS_A_CALL = 200;

  /** Member events kept while a guild is loaded; more than this, and it is loaded again. */
  private static final int MOST_PENDING = 10_000;

  /** Asks guild-service. Blocks. */
  @FunctionalInterface
  public interface Source {
    /** The members of these guilds, without ids where there are more than {@code most}. */
    List<GuildMemberIds> memberIds(Collection<Long> guildIds, int most);
  }

  /** One guild. */
  private static final class Entry {
    final CompletableFuture<Void> loaded = new CompletableFuture<>();
    final List<GuildEvent> pending = new ArrayList<>();
    long revision;
    long usedAt;
    boolean large;
    long[] ids = {};
    int count;
  }

  private final Source source;
  private final int most;
  private final Map<Long, Entry> guilds = new HashMap<>();
  private final LongMultimap guildsOf = new LongMultimap();

  /** {@code most}: guilds with more members are large. */
  public MemberIndex(Source source, int most) {
    this.source = source;
    this.most = most;
  }

  // ---- asked

  /** The guilds of the user that are small and have sockets here. */
  public synchronized List<Long> guildsOf(long userId) {
    var found = new ArrayList<Long>();
    guildsOf.forEach(userId, found::add);
    return found;
  }

  public synchronized boolean isMember(long userId) {
    return guildsOf.contains(userId);
  }

  /** The members of a guild, ascending; none when it is large or not known here. */
  public synchronized long[] members(long guildId) {
    var entry = guilds.get(guildId);
    return entry == null ? new long[0] : Arrays.copyOf(entry.ids, entry.count);
  }

  /** Everyone who is a member of a small guild here. */
  public synchronized Set<Long> users() {
    var users = new HashSet<Long>();
    guildsOf.forEach((user, guild) -> users.add(user));
    return users;
  }

  public synchronized int size() {
    return guilds.size();
  }

  /** Pairs of guild and member. */
  public synchronized int pairs() {
    return guildsOf.size();
  }

  // ---- loaded

  /**
   * Knows these guilds from here on, until {@link #retain} leaves them out. Blocks while they are
   * loaded; throws when guild-service does not answer.
   */
  public void ensure(Collection<Long> guildIds) {
    var waiting = new ArrayList<CompletableFuture<Void>>();
    var missing = new ArrayList<Long>();
    synchronized (this) {
      long now = System.nanoTime();
      for (long guild : guildIds) {
        var entry = guilds.get(guild);
        if (entry == null) {
          entry = new Entry();
          guilds.put(guild, entry);
          missing.add(guild);
        }
        entry.usedAt = now;
        if (!entry.loaded.isDone()) {
          waiting.add(entry.loaded);
        }
      }
    }
    for (int from = 0; from < missing.size(); from += GUILDS_A_CALL) {
      load(missing, from);
    }
    waiting.forEach(MemberIndex::await);
  }

  private void load(List<Long> missing, int from) {
    var asked = missing.subList(from, Math.min(from + GUILDS_A_CALL, missing.size()));
    try {
      var found = new HashMap<Long, GuildMemberIds>();
      source.memberIds(asked, most).forEach(guild -> found.put(guild.getGuildId(), guild));
      synchronized (this) {
        for (long guild : asked) {
          loaded(guild, found.getOrDefault(guild, GuildMemberIds.getDefaultInstance()));
        }
      }
    } catch (RuntimeException e) {
      // Whoever waits for what is not loaded any more asks again.
      synchronized (this) {
        for (long guild : missing.subList(from, missing.size())) {
          drop(guild).loaded.completeExceptionally(e);
        }
      }
      throw e;
    }
  }

  private void loaded(long guildId, GuildMemberIds found) {
    var entry = guilds.get(guildId);
    if (entry == null) {
      return;
    }
    if (entry.pending.size() > MOST_PENDING) {
      drop(guildId);
      throw new IllegalStateException("too much happens in guild " + guildId + " to load it now");
    }
    entry.revision = found.getRevision();
    entry.large = found.getMemberCount() > most;
    entry.count = found.getUserIdsCount();
    entry.ids = new long[Math.max(4, entry.count)];
    for (int i = 0; i < entry.count; i++) {
      entry.ids[i] = found.getUserIds(i);
      guildsOf.add(found.getUserIds(i), guildId);
    }
    var pending = List.copyOf(entry.pending);
    entry.pending.clear();
    pending.forEach(event -> apply(guildId, entry, event));
    entry.loaded.complete(null);
  }

  private static void await(CompletableFuture<Void> loaded) {
    try {
      loaded.get(WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a guild's members are not known yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  // ---- brought on

  /** The guild log's next event; to be called for each, in order. */
  public synchronized void accept(GuildEvent event) {
    var entry = guilds.get(event.getGuildId());
    if (entry == null) {
      return;
    }
    if (entry.loaded.isDone()) {
      apply(event.getGuildId(), entry, event);
    } else if (entry.pending.size() <= MOST_PENDING) {
      entry.pending.add(event);
    }
  }

  private void apply(long guildId, Entry entry, GuildEvent event) {
    if (event.getSeq() <= entry.revision) {
      return;
    }
    entry.revision = event.getSeq();
    switch (event.getEventCase()) {
      case GUILD_MEMBER_ADD ->
          add(guildId, entry, event.getGuildMemberAdd().getMember().getUser().getId());
      case GUILD_MEMBER_REMOVE ->
          remove(guildId, entry, event.getGuildMemberRemove().getUser().getId());
      case GUILD_DELETE -> drop(guildId);
      case GUILD_CREATE,
          GUILD_UPDATE,
          GUILD_MEMBER_UPDATE,
          GUILD_ROLE_CREATE,
          GUILD_ROLE_UPDATE,
          GUILD_ROLE_DELETE,
          CHANNEL_CREATE,
          CHANNEL_UPDATE,
          CHANNEL_DELETE,
          INVITE_CREATE,
          INVITE_DELETE,
          GUILD_BAN_ADD,
          GUILD_BAN_REMOVE,
          GUILD_EMOJIS_UPDATE,
          PRIVATE_CHANNEL,
          MEMBER_PROFILE,
          EVENT_NOT_SET -> {
        // Who is a member stays as it was.
      }
    }
  }

  private void add(long guildId, Entry entry, long userId) {
    int at = Arrays.binarySearch(entry.ids, 0, entry.count, userId);
    if (entry.large || at >= 0) {
      return;
    }
    if (entry.count == most) {
      entry.large = true;
      forgetIds(guildId, entry);
      return;
    }
    if (entry.count == entry.ids.length) {
      entry.ids = Arrays.copyOf(entry.ids, entry.count + entry.count / 2 + 1);
    }
    int place = -at - 1;
    System.arraycopy(entry.ids, place, entry.ids, place + 1, entry.count - place);
    entry.ids[place] = userId;
    entry.count++;
    guildsOf.add(userId, guildId);
  }

  private void remove(long guildId, Entry entry, long userId) {
    int at = Arrays.binarySearch(entry.ids, 0, entry.count, userId);
    if (at >= 0) {
      System.arraycopy(entry.ids, at + 1, entry.ids, at, entry.count - at - 1);
      entry.count--;
      guildsOf.remove(userId, guild -> guild == guildId);
    }
  }

  private void forgetIds(long guildId, Entry entry) {
    for (int i = 0; i < entry.count; i++) {
      guildsOf.remove(entry.ids[i], guild -> guild == guildId);
    }
    entry.ids = new long[0];
    entry.count = 0;
  }

  /** Forgets what is in none of the sockets' guilds and was not asked for since {@code before}. */
  public synchronized void retain(Set<Long> wanted, long before) {
    var unwanted =
        guilds.entrySet().stream()
            .filter(one -> one.getValue().loaded.isDone() && !wanted.contains(one.getKey()))
            .filter(one -> one.getValue().usedAt - before < 0)
            .map(Map.Entry::getKey)
            .toList();
    unwanted.forEach(this::drop);
  }

  private Entry drop(long guildId) {
    var entry = guilds.remove(guildId);
    if (entry == null) {
      return new Entry();
    }
    forgetIds(guildId, entry);
    return entry;
  }
}
