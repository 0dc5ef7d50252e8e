package together.guild.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import together.guild.GuildProblem;
import together.guild.state.Channel;
import together.guild.state.Guild;
import together.guild.state.Member;
import together.guild.state.Role;
import together.guild.state.Structure;
import together.permission.Overwrite;
import together.permission.Permission;
import together.permission.Rank;
import together.platform.problem.ProblemException;

class StandingTest {
  private static final long GUILD = 100;
  private static final long OWNER = 7;
  private static final long USER = 8;
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final Channel OPEN = Channel.plain(GUILD, 201, Channel.TEXT, "open", 0);
  private static final Channel SECRET =
      Channel.plain(GUILD, 202, Channel.TEXT, "secret", 1)
          .withOverwrites(
              List.of(
                  new Overwrite(GUILD, Overwrite.Target.ROLE, 0, Permission.VIEW_CHANNEL.bit())));
  private static final Role LOW = new Role(GUILD, 301, "low", 0, false, false, 1, 0);
  private static final Role HIGH = new Role(GUILD, 302, "high", 0, false, false, 2, 0);
  private static final Structure STRUCTURE =
      Structure.of(
          GUILD,
          1,
          List.of(HIGH, Role.everyone(GUILD, Permission.DEFAULT), LOW),
          List.of(SECRET, OPEN));

  private static Standing standing(long userId, @Nullable Member member) {
    var guild = new Guild(GUILD, "House", null, null, OWNER, 2, 1, 1, false);
    return new Standing(userId, guild, STRUCTURE, member, NOW);
  }

  private static Member member(long userId, @Nullable Instant timeOut, Long... roles) {
    return new Member(GUILD, userId, null, List.of(roles), NOW, timeOut);
  }

  private static GuildProblem refusal(Runnable work) {
    return (GuildProblem) assertThrows(ProblemException.class, work::run).type();
  }

  @Test
  void aStrangerMayNothing() {
    var stranger = standing(USER, null);
    assertEquals(0, stranger.permissions());
    assertEquals(0, stranger.permissions(OPEN));
    assertEquals(List.of(), stranger.visibleChannels());
  }

  @Test
  void aMemberSeesWhatIsNotHidden() {
    var standing = standing(USER, member(USER, null));
    assertEquals(List.of(OPEN), standing.visibleChannels());
    assertEquals(OPEN, standing.channel(OPEN.id()));
    assertEquals(GuildProblem.CHANNEL_NOT_FOUND, refusal(() -> standing.channel(SECRET.id())));
    assertEquals(GuildProblem.CHANNEL_NOT_FOUND, refusal(() -> standing.channel(1)));
  }

  @Test
  void theOwnerSeesEverythingInTheOrderOfPositions() {
    var owner = standing(OWNER, member(OWNER, NOW.plusSeconds(60)));
    assertEquals(List.of(OPEN, SECRET), owner.visibleChannels());
    assertEquals(Permission.ALL, owner.permissions());
    assertEquals(Rank.OWNER, owner.rank());
  }

  @Test
  void aTimeOutEndsByItself() {
    var during = standing(USER, member(USER, NOW.plusMillis(1)));
    var after = standing(USER, member(USER, NOW));
    assertEquals(
        GuildProblem.MISSING_PERMISSION,
        refusal(() -> during.require(Permission.SEND_MESSAGES, OPEN)));
    after.require(Permission.SEND_MESSAGES, OPEN);
    assertTrue(Permission.VIEW_CHANNEL.in(during.permissions(OPEN)));
  }

  @Test
  void ranksByTheHighestRoleThatExists() {
    var standing = standing(USER, member(USER, null, LOW.id(), 999L));
    assertEquals(LOW.rank(), standing.rank());
    standing.requireAbove(Role.everyone(GUILD, 0).rank());
    for (var above : List.of(LOW.rank(), HIGH.rank(), Rank.OWNER)) {
      assertEquals(GuildProblem.OUTRANKED, refusal(() -> standing.requireAbove(above)));
    }
    assertEquals(Rank.LOWEST, standing(USER, member(USER, null)).rank());
  }

  @Test
  void grantsOnlyWhatItHas() {
    var standing = standing(USER, member(USER, null));
    long own = standing.permissions();
    standing.requireGrantable(own, 0, Permission.SEND_MESSAGES.bit());
    assertEquals(
        GuildProblem.MISSING_PERMISSION,
        refusal(() -> standing.requireGrantable(own, 0, Permission.BAN_MEMBERS.bit())));
    assertEquals(
        GuildProblem.MISSING_PERMISSION,
        refusal(() -> standing.requireGrantable(own, Permission.BAN_MEMBERS.bit(), 0)));
  }
}
