package together.gateway.members;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import together.gateway.audience.Guilds;
import together.proto.GuildDelete;
import together.proto.GuildMemberIds;

class MemberIndexTest {
  private static final int MOST = 3;
  private static final long GUILD = Guilds.GUILD;

  private final Map<Long, GuildMemberIds> guilds = new HashMap<>();
  private final List<Long> asked = new ArrayList<>();
  private Runnable meanwhile = () -> {};
  private final MemberIndex index = new MemberIndex(this::load, MOST);

  private List<GuildMemberIds> load(Collection<Long> ids, int most) {
    asked.addAll(ids);
    meanwhile.run();
    return ids.stream().filter(guilds::containsKey).map(guilds::get).toList();
  }

  private void guild(long id, long revision, long... users) {
    var guild = GuildMemberIds.newBuilder().setGuildId(id).setRevision(revision);
    guild.setMemberCount(users.length);
    if (users.length <= MOST) {
      for (long user : users) {
        guild.addUserIds(user);
      }
    }
    guilds.put(id, guild.build());
  }

  @Test
  void knowsBothWaysAndAsksOnce() {
    guild(GUILD, 5, 1, 2);
    guild(11, 5, 2, 3);
    index.ensure(List.of(GUILD, 11L));
    index.ensure(List.of(GUILD));
    assertEquals(List.of(GUILD, 11L), asked);
    assertArrayEquals(new long[] {1, 2}, index.members(GUILD));
    assertEquals(List.of(GUILD, 11L), index.guildsOf(2).stream().sorted().toList());
    assertEquals(Set.of(1L, 2L, 3L), index.users());
    assertFalse(index.isMember(4));
  }

  @Test
  void followsTheGuildLogFromWhereItWasLoaded() {
    guild(GUILD, 5, 1, 3);
    meanwhile =
        () -> {
          // The log is read while the load is under way: one event is contained, one is not.
          index.accept(Guilds.memberRemove(5, 1));
          index.accept(Guilds.memberAdd(6, 2));
        };
    index.ensure(List.of(GUILD));
    assertArrayEquals(new long[] {1, 2, 3}, index.members(GUILD));
    index.accept(Guilds.memberAdd(6, 9));
    index.accept(Guilds.memberRemove(7, 3));
    index.accept(Guilds.memberRemove(8, 77));
    assertArrayEquals(new long[] {1, 2}, index.members(GUILD));
    assertEquals(List.of(), index.guildsOf(3));
    index.accept(Guilds.event(9).setGuildDelete(GuildDelete.newBuilder().setId(GUILD)).build());
    assertEquals(0, index.size());
    assertEquals(0, index.pairs());
  }

  @Test
  void aGuildThatGrowsLargeIsForgottenByItsMembers() {
    guild(GUILD, 5, 1, 2, 3);
    index.ensure(List.of(GUILD));
    index.accept(Guilds.memberAdd(6, 4));
    assertArrayEquals(new long[] {}, index.members(GUILD));
    assertEquals(0, index.pairs());
    index.accept(Guilds.memberAdd(7, 5));
    index.accept(Guilds.memberRemove(8, 1));
    assertEquals(0, index.pairs());
    guild(11, 5, 1, 2, 3, 4);
    index.ensure(List.of(11L));
    index.accept(Guilds.memberAdd(6, 4));
    assertEquals(0, index.pairs());
  }

  @Test
  void whatCannotBeLoadedIsAskedForAgain() {
    meanwhile =
        () -> {
          throw new IllegalStateException("guild-service is away");
        };
    assertThrows(IllegalStateException.class, () -> index.ensure(List.of(GUILD)));
    assertEquals(0, index.size());
    meanwhile = () -> {};
    guild(GUILD, 5, 1);
    index.ensure(List.of(GUILD));
    assertTrue(index.isMember(1));
  }

  @Test
  void forgetsGuildsWithoutSocketsUnlessJustAskedFor() {
    guild(GUILD, 5, 1);
    guild(11, 5, 1);
    index.ensure(List.of(GUILD, 11L));
    index.retain(Set.of(), System.nanoTime() - 60_000_000_000L);
    assertEquals(2, index.size());
    index.retain(Set.of(11L), System.nanoTime());
    assertEquals(List.of(11L), index.guildsOf(1));
  }
}
