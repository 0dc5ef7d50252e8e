package together.gateway.memberlist;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import together.gateway.memberlist.ListFrames.Sent;
import together.gateway.memberlist.MemberLists.Viewer;
import together.gateway.presence.Presences;
import together.proto.Member;
import together.proto.MembersRequest;

/**
 * One guild's member list and who looks at which part of it. Viewers come and go on any thread; the
 * list is made by one thread at a time.
 */
final class ListedGuild {
  private static final int MOST_A_CALL = 1_000;
  private static final int MOST_KNOWN = 5_000;

  /** A profile may change without the guild's knowing: what is shown is asked for again. */
  private static final long KNOWN_NANOS = 60_000_000_000L;

  /** One socket's ranges. */
  private static final class View {
    List<Range> ranges = List.of();
    final Set<Range> fresh = new HashSet<>();
  }

  private record Known(Member member, long at) {}

  private final long id;
  private final Rosters rosters;
  private final Presences presences;
  private final MemberSource source;
  private final IdentityHashMap<Viewer, View> viewers = new IdentityHashMap<>();
  private final Map<Range, Sent> sent = new HashMap<>();
  private final Map<Long, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
          return size() > MOST_KNOWN;
        }
      };
  private boolean changed;
  private boolean asked;
  private boolean running;
  private long notBefore;
  private long madeOf = -1;

  ListedGuild(long id, Rosters rosters, Presences presences, MemberSource source) {
    this.id = id;
    this.rosters = rosters;
    this.presences = presences;
    this.source = source;
  }

  long id() {
    return id;
  }

  synchronized void look(Viewer viewer, List<Range> ranges) {
    var view = viewers.computeIfAbsent(viewer, one -> new View());
    var added = new HashSet<>(ranges);
    view.ranges.forEach(added::remove);
    view.ranges = List.copyOf(ranges);
    view.fresh.retainAll(ranges);
    view.fresh.addAll(added);
    asked = true;
  }

  /** Whether nobody looks any more. */
  synchronized boolean leave(Viewer viewer) {
    viewers.remove(viewer);
    return viewers.isEmpty();
  }

  synchronized void presenceChanged() {
    changed = true;
  }

  /** Whether the list is to be made now, by the caller. */
  synchronized boolean begin(long now) {
    var roster = rosters.find(id);
    if (roster != null && roster.changes() != madeOf) {
      changed = true;
    }
    boolean due = asked || (changed && now - notBefore >= 0);
    if (running || !due || viewers.isEmpty()) {
      return false;
    }
    running = true;
    asked = false;
    changed = false;
    return true;
  }

  synchronized void end(long mayBeginAgain) {
    running = false;
    notBefore = mayBeginAgain;
  }

  // ---- one thread at a time

  void update() {
    var ranges = ranges();
    Roster roster;
    try {
      roster = rosters.get(id);
    } catch (Rosters.TooManyException e) {
      ranges.forEach(range -> show(range, ListFrames.invalidate(id, range), null));
      return;
    }
    long version = roster.changes();
    if (version != madeOf) {
      // Whoever changed may be among those shown.
      known.clear();
    }
    madeOf = version;
    var layout = roster.layout(presences::shown, ranges);
    var members = members(layout.shown());
    sent.keySet().retainAll(Set.copyOf(ranges));
    for (var range : ranges) {
      var now = ListFrames.sent(layout, range, members, presences::seen);
      var before = sent.put(range, now);
      var whole = ListFrames.sync(id, range, now);
      show(range, whole, before == null ? whole : ListFrames.difference(id, range, before, now));
    }
  }

  private synchronized List<Range> ranges() {
    var all = new TreeMap<Range, Boolean>();
    viewers.values().forEach(view -> view.ranges.forEach(range -> all.put(range, true)));
    return List.copyOf(all.keySet());
  }

  /** To who has just come to the range all of it, to the others what is new to them. */
  private void show(Range range, byte[] whole, byte @Nullable [] difference) {
    var fresh = new ArrayList<Viewer>();
    var others = new ArrayList<Viewer>();
    synchronized (this) {
      viewers.forEach((viewer, view) -> {
        if (view.fresh.remove(range)) {
          fresh.add(viewer);
        } else if (view.ranges.contains(range)) {
          others.add(viewer);
        }
      });
    }
    fresh.forEach(viewer -> viewer.show(id, whole));
    if (difference != null) {
      others.forEach(viewer -> viewer.show(id, difference));
    }
  }

  private Map<Long, Member> members(List<Long> wanted) {
    long now = System.nanoTime();
    var missing =
        wanted.stream()
            .filter(user -> {
              var one = known.get(user);
              return one == null || now - one.at() > KNOWN_NANOS;
            })
            .toList();
    for (int from = 0; from < missing.size(); from += MOST_A_CALL) {
      var page = missing.subList(from, Math.min(from + MOST_A_CALL, missing.size()));
      var request = MembersRequest.newBuilder().setGuildId(id).addAllUserIds(page).build();
      for (var member : source.members(request).getMembersList()) {
        known.put(member.getUser().getId(), new Known(member, now));
      }
    }
    var found = new HashMap<Long, Member>();
    for (long user : wanted) {
      var one = known.get(user);
      if (one != null) {
        found.put(user, one.member());
      }
    }
    return found;
  }
}
