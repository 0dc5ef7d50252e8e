package together.gateway.memberlist;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import together.proto.GuildEvent;
import together.proto.Member;
import together.proto.Role;
import together.proto.User;

/**
 * All members of a guild in the order of their names, as little of each as a list needs: some 100
 * bytes. Thread-safe.
 */
final class Roster {
  /** A set of roles that many members have. */
  static final class RoleSet {
    private final List<Long> roles;
    private int place = -1;

    private RoleSet(List<Long> roles) {
      this.roles = roles;
    }

    /** The place of its highest hoisted role; -1 when none is hoisted. */
    int place() {
      return place;
    }
  }

  /**
   * A member.
   *
   * @param name what it is sorted by: the shown name in lower case
   * @param username in lower case too; the same object where they are equal
   * @param nicked whether the shown name is the guild's own
   */
  record Entry(long id, String name, String username, RoleSet roles, boolean nicked) {}

  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::name).thenComparingLong(Entry::id);

  private final long guildId;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<List<Long>, RoleSet> roleSets = new HashMap<>();
  private final RoleOrder order;
  private long revision;
  private long changes;

  Roster(long guildId, long revision, List<Role> roles) {
    this.guildId = guildId;
    this.revision = revision;
    this.order = new RoleOrder(roles);
  }

  long guildId() {
    return guildId;
  }

  /** Raised whenever a list made of it may look otherwise. */
  synchronized long changes() {
    return changes;
  }

  synchronized int size() {
    return entries.size();
  }

  // ---- made

  /** Adds a page while it is loaded. */
  synchronized void load(List<Member> page) {
    page.forEach(member -> entries.add(entry(member)));
  }

  /** All pages are here; what happened meanwhile follows as events. */
  synchronized void loaded() {
    entries.sort(ORDER);
    changes++;
  }

  /** The guild log's next event. */
  synchronized void apply(GuildEvent event) {
    if (event.getSeq() <= revision) {
      return;
    }
    revision = event.getSeq();
    switch (event.getEventCase()) {
      case GUILD_MEMBER_ADD -> put(event.getGuildMemberAdd().getMember());
      case GUILD_MEMBER_UPDATE -> put(event.getGuildMemberUpdate().getMember());
      case GUILD_MEMBER_REMOVE -> {
        remove(event.getGuildMemberRemove().getUser().getId());
        changes++;
      }
      default -> {
        if (order.apply(event)) {
          roleSets.values().forEach(set -> set.place = order.place(set.roles));
          changes++;
        }
      }
    }
  }

  /** A member has another profile; who has a name of this guild's own keeps its place. */
  synchronized void rename(User user) {
    for (int i = 0; i < entries.size(); i++) {
      var before = entries.get(i);
      if (before.id() == user.getId()) {
        entries.remove(i);
        insert(entry(user, before.nicked() ? before.name() : null, before.roles()));
        changes++;
        return;
      }
    }
  }

  private void put(Member member) {
    remove(member.getUser().getId());
    insert(entry(member));
    changes++;
  }

  private void insert(Entry entry) {
    int at = Collections.binarySearch(entries, entry, ORDER);
    entries.add(at < 0 ? -at - 1 : at, entry);
  }

  private void remove(long userId) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).id() == userId) {
        entries.remove(i);
        return;
      }
    }
  }

  private Entry entry(Member member) {
    var nick = member.hasNick() ? member.getNick() : null;
    return entry(member.getUser(), nick, roleSet(member));
  }

  private static Entry entry(User user, @Nullable String nick, RoleSet roles) {
    var username = user.getUsername().toLowerCase(Locale.ROOT);
    var global = user.hasGlobalName() ? user.getGlobalName() : user.getUsername();
    var name = (nick == null ? global : nick).toLowerCase(Locale.ROOT);
    var shown = name.equals(username) ? username : name;
    return new Entry(user.getId(), shown, username, roles, nick != null);
  }

  private RoleSet roleSet(Member member) {
    return roleSets.computeIfAbsent(
        member.getRolesList().stream().sorted().toList(),
        list -> {
          var set = new RoleSet(list);
          set.place = order.place(list);
          return set;
        });
  }

  // ---- asked

  /** Everybody's id. */
  synchronized void forEachId(LongConsumer visitor) {
    entries.forEach(entry -> visitor.accept(entry.id()));
  }

  /** Ids of the members whose shown name or username begins so, by name; at most {@code limit}. */
  synchronized List<Long> search(String query, int limit) {
    var wanted = query.toLowerCase(Locale.ROOT);
    return entries.stream()
        .filter(one -> one.name().startsWith(wanted) || one.username().startsWith(wanted))
        .limit(limit)
        .map(Entry::id)
        .toList();
  }

  /** The list as it is now, as far as these positions. */
  synchronized Layout layout(Layout.Statuses statuses, List<Range> wanted) {
    return Layout.of(entries, order.hoisted(), statuses, wanted);
  }
}
