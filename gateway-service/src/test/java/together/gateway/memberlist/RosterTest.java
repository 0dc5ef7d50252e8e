package together.gateway.memberlist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import together.gateway.presence.Status;
import together.proto.GuildEvent;
import together.proto.GuildMember;
import together.proto.GuildMemberRemove;
import together.proto.GuildRole;
import together.proto.GuildRoleDelete;
import together.proto.Member;
import together.proto.Role;
import together.proto.User;

class RosterTest {
  private static final long GUILD = 10;
  private static final long CREW = 20;
  private static final long GUESTS = 21;
  private static final Range TOP = new Range(0, 99);

  private final Roster roster =
      new Roster(
          GUILD, 5, List.of(role(GUILD, 0, false), role(CREW, 2, true), role(GUESTS, 1, true)));
  private final Set<Long> online = new HashSet<>();
  private long seq = 5;

  private static Role role(long id, int position, boolean hoist) {
    return Role.newBuilder().setId(id).setPosition(position).setHoist(hoist).build();
  }

  private static Member member(long id, String name, Long... roles) {
    var user = User.newBuilder().setId(id).setUsername(name);
    return Member.newBuilder().setUser(user).addAllRoles(List.of(roles)).build();
  }

  private GuildEvent.Builder next() {
    return GuildEvent.newBuilder().setGuildId(GUILD).setSeq(++seq);
  }

  private void update(Member member) {
    roster.apply(next().setGuildMemberUpdate(GuildMember.newBuilder().setMember(member)).build());
  }

  private void remove(long user) {
    var gone = GuildMemberRemove.newBuilder().setUser(User.newBuilder().setId(user));
    roster.apply(next().setGuildMemberRemove(gone).build());
  }

  private void rename(long user, String name) {
    roster.rename(User.newBuilder().setId(user).setUsername(name).build());
  }

  private void load(Member... members) {
    roster.load(List.of(members));
    roster.loaded();
  }

  private Layout layout(Range... wanted) {
    return roster.layout(
        user -> online.contains(user) ? Status.ONLINE : Status.OFFLINE, List.of(wanted));
  }

  /** Ids and headers in order. */
  private List<String> list(Range... wanted) {
    return layout(wanted).items().values().stream().map(RosterTest::text).toList();
  }

  private static String text(Layout.Item item) {
    return switch (item) {
      case Layout.Item.Header(var group) -> group.id() + "=" + group.count();
      case Layout.Item.Row(var user, var status) -> Long.toString(user);
    };
  }

  @Test
  void listsByTheHighestHoistedRoleThenOnlineThenOfflineEachByName() {
    load(
        member(1, "zoe", CREW, GUESTS),
        member(2, "Bob", CREW),
        member(3, "amy", GUESTS),
        member(4, "carl"),
        member(5, "dora"),
        member(6, "eve", CREW));
    online.addAll(Set.of(1L, 2L, 3L, 4L, 5L));
    assertEquals(
        List.of("20=2", "2", "1", "21=1", "3", "online=2", "4", "5", "offline=1", "6"), list(TOP));
    online.clear();
    assertEquals(List.of("offline=6", "3", "2", "4", "5", "6", "1"), list(TOP));
    assertEquals(6, layout(TOP).members());
    assertEquals(0, layout(TOP).online());
  }

  @Test
  void aRangeHoldsWhatStandsThere() {
    load(
        IntStream.range(0, 500)
            .mapToObj(i -> member(1_000 + i, "m%03d".formatted(i)))
            .toArray(Member[]::new));
    assertEquals(List.of("1099", "1100", "1101"), list(new Range(100, 102)));
    assertEquals(List.of("offline=500", "1499"), list(new Range(0, 0), new Range(500, 560)));
    assertEquals(List.of(), list(new Range(700, 710)));
  }

  @Test
  void followsMembersAndRoles() {
    load(member(1, "amy"), member(2, "bob"));
    online.addAll(Set.of(1L, 2L, 3L));
    update(member(3, "aaron", CREW));
    update(member(1, "zed"));
    assertEquals(List.of("20=1", "3", "online=2", "2", "1"), list(TOP));
    roster.apply(
        next().setGuildRoleUpdate(GuildRole.newBuilder().setRole(role(CREW, 2, false))).build());
    assertEquals(List.of("online=3", "3", "2", "1"), list(TOP));
    roster.apply(
        next().setGuildRoleUpdate(GuildRole.newBuilder().setRole(role(CREW, 2, true))).build());
    roster.apply(next().setGuildRoleDelete(GuildRoleDelete.newBuilder().setRoleId(CREW)).build());
    remove(2);
    assertEquals(List.of("online=2", "3", "1"), list(TOP));
    long before = roster.changes();
    roster.apply(
        GuildEvent.newBuilder()
            .setSeq(5)
            .setGuildMemberRemove(
                GuildMemberRemove.newBuilder().setUser(User.newBuilder().setId(1)))
            .build());
    assertEquals(before, roster.changes(), "contained already");
  }

  @Test
  void aNewNameMovesItsMemberUnlessItHasOneOfTheGuildsOwn() {
    load(
        member(1, "amy"),
        member(2, "bob"),
        member(3, "cid").toBuilder().setNick("Captain").build());
    rename(1, "Zoe");
    rename(3, "aaron");
    rename(99, "nobody");
    assertEquals(List.of("offline=3", "2", "3", "1"), list(TOP));
    assertEquals(List.of(3L), roster.search("aar", 10));
    assertEquals(List.of(3L), roster.search("cap", 10));
    assertEquals(List.of(), roster.search("amy", 10));
  }

  @Test
  void findsByTheBeginningOfEitherName() {
    var nicked = member(1, "xavier").toBuilder().setNick("Anna").build();
    load(nicked, member(2, "anton"), member(3, "Bea"), member(4, "xander"));
    assertEquals(List.of(1L, 2L), roster.search("AN", 10));
    assertEquals(List.of(1L, 4L), roster.search("xa", 10));
    assertEquals(List.of(1L), roster.search("xa", 1));
    assertEquals(4, roster.search("", 10).size());
  }

  @Test
  void isAlwaysWhatLoadingItAnewWouldBe() {
    var random = new Random(5);
    var all = new ArrayList<Member>();
    load();
    for (int step = 0; step < 2_000; step++) {
      long id = random.nextLong(1, 61);
      all.removeIf(member -> member.getUser().getId() == id);
      if (random.nextInt(3) == 0) {
        remove(id);
      } else {
        var changed = member(id, "n" + random.nextInt(40), random.nextBoolean() ? CREW : GUESTS);
        all.add(changed);
        update(changed);
      }
      if (random.nextBoolean()) {
        online.add(id);
      } else {
        online.remove(id);
      }
    }
    var incremental = list(TOP);
    var fresh = new RosterTest();
    fresh.online.addAll(online);
    fresh.load(all.toArray(Member[]::new));
    assertEquals(fresh.list(TOP), incremental);
  }
}
