package together.gateway.memberlist;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import together.gateway.presence.Status;

/**
 * A member list at one moment: who is online by the highest hoisted role, then the others who are
 * online, then who is offline, each group by name under a header of its own, as Discord's. One walk
 * over all members counts, a second one picks what is looked at.
 *
 * @param groups that have members, in order
 * @param items at the positions asked for, as far as the list reaches
 */
record Layout(List<Group> groups, Map<Integer, Item> items, int online, int members) {
  static final String ONLINE = "online";
  static final String OFFLINE = "offline";

  /** Who is online. */
  @FunctionalInterface
  interface Statuses {
    Status of(long userId);
  }

  /**
   * A header with its members.
   *
   * @param id the role's, or {@link #ONLINE}, {@link #OFFLINE}
   */
  record Group(String id, int count) {}

  /** What stands at a position. */
  sealed interface Item {
    /** The head of a group. */
    record Header(Group group) implements Item {}

    /** A member. */
    record Row(long userId, Status status) implements Item {}
  }

  static Layout of(
      List<Roster.Entry> entries, List<Long> hoisted, Statuses statuses, List<Range> wanted) {
    int online = hoisted.size();
    int offline = online + 1;
    var counts = new int[offline + 1];
    var groupOf = new int[entries.size()];
    var status = new Status[entries.size()];
    for (int i = 0; i < groupOf.length; i++) {
      var entry = entries.get(i);
      status[i] = statuses.of(entry.id());
      int place = entry.roles().place();
      groupOf[i] = status[i] == Status.OFFLINE ? offline : place < 0 ? online : place;
      counts[groupOf[i]]++;
    }
    var positions = positions(wanted);
    var items = new TreeMap<Integer, Item>();
    var groups = new ArrayList<Group>();
    var next = new int[counts.length];
    int position = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        var id = i == online ? ONLINE : i == offline ? OFFLINE : Long.toString(hoisted.get(i));
        var group = new Group(id, counts[i]);
        groups.add(group);
        if (positions.get(position)) {
          items.put(position, new Item.Header(group));
        }
        next[i] = position + 1;
        position += 1 + counts[i];
      }
    }
    for (int i = 0; i < groupOf.length; i++) {
      int at = next[groupOf[i]]++;
      if (positions.get(at)) {
        items.put(at, new Item.Row(entries.get(i).id(), status[i]));
      }
    }
    return new Layout(groups, items, groupOf.length - counts[offline], groupOf.length);
  }

  private static BitSet positions(List<Range> wanted) {
    var positions = new BitSet();
    wanted.forEach(range -> positions.set(range.first(), range.last() + 1));
    return positions;
  }

  /** The members at the positions. */
  List<Long> shown() {
    var ids = new ArrayList<Long>();
    for (var item : items.values()) {
      if (item instanceof Item.Row row) {
        ids.add(row.userId());
      }
    }
    return ids;
  }
}
