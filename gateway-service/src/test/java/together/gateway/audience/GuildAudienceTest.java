package together.gateway.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static together.gateway.audience.Guilds.GUILD;
import static together.gateway.audience.Guilds.OPEN;
import static together.gateway.audience.Guilds.OWNER;
import static together.gateway.audience.Guilds.SECRET;
import static together.gateway.audience.Guilds.STAFF;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import together.gateway.log.LogEntry;
import together.gateway.log.Records;
import together.permission.Permission;
import together.platform.json.Moments;
import together.platform.testing.MovableClock;
import together.proto.GuildBan;
import together.proto.GuildEvent;
import together.proto.Invite;
import together.proto.MessageEvent;
import together.proto.User;
import together.proto.VoiceEvent;
import together.proto.VoiceState;

class GuildAudienceTest {
  private static final long REVISION = 5;

  private final GuildView view = GuildView.of(Guilds.guild(REVISION));
  private final MovableClock clock = new MovableClock(Instant.ofEpochSecond(1_800_000_000));
  private final GuildAudience audience = new GuildAudience(view, new GuildViews(clock));
  private final Listener owner = new Listener(OWNER);
  private final Listener staff = new Listener(2);
  private final Listener member = new Listener(3);
  private long offset;

  @BeforeEach
  void seats() {
    audience.join(owner, view, member(), REVISION, 0);
    audience.join(staff, view, member(STAFF), REVISION, 0);
    audience.join(member, view, member(), REVISION, 0);
  }

  private static Membership member(Long... roles) {
    return new Membership(List.of(roles), Instant.EPOCH);
  }

  private boolean apply(GuildEvent event) {
    var entry = Records.guild(0, offset++, event);
    try (var frames = frames(entry)) {
      return audience.guild(entry, frames);
    }
  }

  private void post(long channel) {
    var entry = Records.message(0, offset++, GUILD, channel, offset, REVISION);
    try (var frames = frames(entry)) {
      audience.message(entry, frames);
    }
  }

  private static SharedFrames frames(LogEntry entry) {
    return new SharedFrames(UnpooledByteBufAllocator.DEFAULT, entry);
  }

  private static List<String> types(Listener listener) {
    return listener.take().stream().map(text -> text.substring(0, text.indexOf(' '))).toList();
  }

  @Test
  void deliversAMessageToThoseWhoSeeItsChannel() {
    post(OPEN);
    assertEquals(List.of("MESSAGE_CREATE"), types(owner));
    assertEquals(List.of("MESSAGE_CREATE"), types(member));
    types(staff);
    post(SECRET);
    assertEquals(List.of("MESSAGE_CREATE"), types(owner));
    assertEquals(List.of("MESSAGE_CREATE"), types(staff));
    assertEquals(List.of(), types(member));
  }

  /** Whatever the message log has for a channel, newer cases included. */
  @Test
  void deliversEveryChangeOfMessagesToThoseWhoSeeTheirChannelOnly() {
    var cases =
        MessageEvent.getDescriptor().getOneofs().getFirst().getFields().stream()
            .filter(field -> !field.getName().equals("read_state_update"))
            .toList();
    assertTrue(cases.size() >= 7);
    for (var field : cases) {
      var event = MessageEvent.newBuilder();
      event
          .setField(field, event.newBuilderForField(field).build())
          .setChannelId(SECRET)
          .setGuildId(GUILD)
          .setSeq(offset + 1)
          .setRevision(REVISION);
      var entry = Records.message(0, offset++, event.build());
      try (var frames = frames(entry)) {
        audience.message(entry, frames);
      }
      var type = field.getName().toUpperCase(Locale.ROOT);
      assertEquals(List.of(type), types(owner));
      assertEquals(List.of(type), types(staff));
      assertEquals(List.of(), types(member));
    }
  }

  @Test
  void nobodySeesAChannelThatIsNotThere() {
    post(999);
    assertEquals(List.of(), types(owner));
  }

  @Test
  void knowsWhetherItHasReachedARevision() {
    assertTrue(audience.hasReached(REVISION));
    assertFalse(audience.hasReached(REVISION + 1));
    apply(Guilds.memberAdd(REVISION + 1, 50));
    assertTrue(audience.hasReached(REVISION + 1));
  }

  @Test
  void losingSightIsAChannelDeleteAndGainingItAChannelCreate() {
    apply(Guilds.channelUpdate(REVISION + 1, Guilds.channel(OPEN, Guilds.deny(GUILD))));
    assertEquals(List.of("CHANNEL_UPDATE 100"), owner.take());
    assertEquals(List.of("CHANNEL_DELETE 100"), member.take());
    post(OPEN);
    assertEquals(List.of(), types(member));
    apply(Guilds.channelUpdate(REVISION + 2, Guilds.channel(OPEN)));
    assertEquals(List.of("CHANNEL_CREATE 100"), member.take());
    post(OPEN);
    assertEquals(List.of("MESSAGE_CREATE"), types(member));
  }

  @Test
  void aMemberOverrideSetsOneUserApart() {
    apply(
        Guilds.channelUpdate(
            REVISION + 1,
            Guilds.channel(
                SECRET, Guilds.deny(GUILD), Guilds.allow(STAFF), Guilds.allowMember(3))));
    assertEquals(List.of("CHANNEL_CREATE 101"), member.take());
    post(SECRET);
    assertEquals(List.of("MESSAGE_CREATE"), types(member));
  }

  @Test
  void aRoleGivenAndTakenMovesTheMember() {
    apply(Guilds.memberUpdate(REVISION + 1, 3, STAFF));
    assertEquals(List.of("GUILD_MEMBER_UPDATE -", "CHANNEL_CREATE 101"), member.take());
    post(SECRET);
    assertEquals(List.of("MESSAGE_CREATE"), types(member));
    apply(Guilds.memberUpdate(REVISION + 2, 3));
    assertEquals(List.of("GUILD_MEMBER_UPDATE -", "CHANNEL_DELETE 101"), member.take());
    post(SECRET);
    assertEquals(List.of(), types(member));
  }

  @Test
  void aRolesPermissionsChangeWhatItsMembersSee() {
    apply(Guilds.roleUpdate(REVISION + 1, STAFF, Permission.ADMINISTRATOR.bit()));
    assertEquals(List.of("GUILD_ROLE_UPDATE"), types(staff));
    assertEquals(List.of("GUILD_ROLE_UPDATE"), types(member));
    apply(Guilds.roleUpdate(REVISION + 2, GUILD, 0));
    assertEquals(List.of("GUILD_ROLE_UPDATE -", "CHANNEL_DELETE 100"), member.take());
    assertEquals(List.of("GUILD_ROLE_UPDATE"), types(staff));
  }

  @Test
  void aKickedMemberGetsGuildDeleteAndNothingMore() {
    apply(Guilds.memberRemove(REVISION + 1, 3));
    assertEquals(List.of("GUILD_DELETE 10", "leave 10"), member.take());
    assertEquals(List.of("GUILD_MEMBER_REMOVE"), types(staff));
  }

  @Test
  void bansAreToldToThoseWhoMayBan() {
    var ban = GuildBan.newBuilder().setUser(User.newBuilder().setId(9));
    apply(Guilds.event(REVISION + 1).setGuildBanAdd(ban).build());
    assertEquals(List.of("GUILD_BAN_ADD"), types(owner));
    assertEquals(List.of(), types(staff));
    apply(Guilds.roleUpdate(REVISION + 2, STAFF, Permission.BAN_MEMBERS.bit()));
    staff.take();
    apply(Guilds.event(REVISION + 3).setGuildBanRemove(ban).build());
    assertEquals(List.of("GUILD_BAN_REMOVE"), types(staff));
    assertEquals(List.of("GUILD_ROLE_UPDATE"), types(member));
  }

  /** Staff, who may ban and manage channels, timed out for a minute from the event. */
  private void timeOutStaff(long seq) {
    var update = Guilds.memberUpdate(seq, 2, STAFF).toBuilder();
    update
        .getGuildMemberUpdateBuilder()
        .getMemberBuilder()
        .setCommunicationDisabledUntil(Moments.proto(clock.instant().plusSeconds(60)));
    apply(update.build());
    staff.take();
  }

  private void banAndInvite(long seq) {
    var ban = GuildBan.newBuilder().setUser(User.newBuilder().setId(9));
    apply(Guilds.event(seq).setGuildBanAdd(ban).build());
    var invite = Invite.newBuilder().setGuildId(GUILD).setChannelId(OPEN).setCode("x");
    apply(Guilds.event(seq + 1).setInviteCreate(invite).build());
  }

  @Test
  void whoIsTimedOutIsToldNoBanAndNoInviteUntilTheClockEndsIt() {
    var powers = Permission.of(Permission.BAN_MEMBERS, Permission.MANAGE_CHANNELS);
    apply(Guilds.roleUpdate(REVISION + 1, STAFF, powers));
    staff.take();
    banAndInvite(REVISION + 2);
    assertEquals(List.of("GUILD_BAN_ADD", "INVITE_CREATE"), types(staff));
    timeOutStaff(REVISION + 4);
    banAndInvite(REVISION + 5);
    post(OPEN);
    assertEquals(List.of("MESSAGE_CREATE"), types(staff));
    clock.move(Duration.ofSeconds(60));
    banAndInvite(REVISION + 7);
    assertEquals(List.of("GUILD_BAN_ADD", "INVITE_CREATE"), types(staff));
    owner.take();
    timeOutStaff(REVISION + 9);
    apply(Guilds.memberUpdate(REVISION + 10, 2, STAFF));
    staff.take();
    banAndInvite(REVISION + 11);
    assertEquals(List.of("GUILD_BAN_ADD", "INVITE_CREATE"), types(staff));
    assertEquals(
        List.of("GUILD_MEMBER_UPDATE", "GUILD_MEMBER_UPDATE", "GUILD_BAN_ADD", "INVITE_CREATE"),
        types(owner));
  }

  @Test
  void aTimeOutOfTheStateThatWasLoadedHolds() {
    var guild = Guilds.guild(REVISION).toBuilder();
    guild.getRolesBuilder(1).setPermissions(Permission.BAN_MEMBERS.bit());
    var loaded = GuildView.of(guild.build());
    var other = new GuildAudience(loaded, new GuildViews(clock));
    var silenced = new Membership(List.of(STAFF), clock.instant().plusSeconds(60));
    other.join(staff, loaded, silenced, REVISION, 0);
    var ban = GuildBan.newBuilder().setUser(User.newBuilder().setId(9));
    for (int i = 1; i <= 2; i++) {
      var event = Guilds.event(REVISION + i).setGuildBanAdd(ban).build();
      var entry = Records.guild(0, offset++, event);
      try (var frames = frames(entry)) {
        other.guild(entry, frames);
      }
      assertEquals(i == 1 ? List.of() : List.of("GUILD_BAN_ADD"), types(staff));
      clock.move(Duration.ofSeconds(60));
    }
  }

  @Test
  void anAdministratorIsNotSilenced() {
    apply(Guilds.roleUpdate(REVISION + 1, STAFF, Permission.ADMINISTRATOR.bit()));
    staff.take();
    timeOutStaff(REVISION + 2);
    banAndInvite(REVISION + 3);
    assertEquals(List.of("GUILD_BAN_ADD", "INVITE_CREATE"), types(staff));
  }

  @Test
  void whatTheStateContainsIsNotSentAgain() {
    var late = new Listener(4);
    audience.join(late, GuildView.of(Guilds.guild(REVISION + 2)), member(), REVISION + 2, 7);
    apply(Guilds.memberAdd(REVISION + 1, 50));
    apply(Guilds.memberAdd(REVISION + 2, 51));
    assertEquals(List.of(), late.take());
    apply(Guilds.memberAdd(REVISION + 3, 52));
    assertEquals(List.of("GUILD_MEMBER_ADD"), types(late));
  }

  /** The guild with a secret channel that is open to staff but for one member. */
  private static GuildView closedTo(long user, long revision) {
    var guild = Guilds.guild(revision).toBuilder();
    guild.getChannelsBuilder(1).addPermissionOverwrites(Guilds.denyMember(user));
    return GuildView.of(guild.build());
  }

  @Test
  void anOverrideInTheClientsStateHoldsBeforeAndAfterTheViewReachesIt() {
    var late = new Listener(4);
    var waiting = new Listener(5);
    audience.join(late, closedTo(4, REVISION + 1), member(STAFF), REVISION + 1, 0);
    audience.join(waiting, closedTo(5, REVISION + 1), member(STAFF), REVISION + 1, 0);
    waiting.live(false);
    post(SECRET);
    assertEquals(List.of(), late.take());
    apply(
        Guilds.channelUpdate(
            REVISION + 1,
            Guilds.channel(
                SECRET,
                Guilds.deny(GUILD),
                Guilds.allow(STAFF),
                Guilds.denyMember(4),
                Guilds.denyMember(5))));
    waiting.live(true);
    post(SECRET);
    post(OPEN);
    assertEquals(List.of("MESSAGE_CREATE"), types(late));
    assertEquals(List.of("MESSAGE_CREATE"), types(waiting));
  }

  @Test
  void rolesOfTheClientsStateAreNotReadUnderAnOlderView() {
    var guild = Guilds.guild(REVISION + 2).toBuilder();
    guild.setChannels(1, Guilds.channel(SECRET, Guilds.deny(GUILD)));
    var late = new Listener(4);
    audience.join(late, GuildView.of(guild.build()), member(STAFF), REVISION + 2, 0);
    post(SECRET);
    assertEquals(List.of(), late.take());
    post(OPEN);
    assertEquals(List.of("MESSAGE_CREATE"), types(late));
  }

  @Test
  void aGapIsNoticed() {
    assertFalse(apply(Guilds.memberAdd(REVISION + 2, 50)));
  }

  @Test
  void aSeatBehindTheViewLoadsTheGuildAnewWhenSightMayHaveChanged() {
    var behind = new Listener(4);
    audience.join(behind, view, member(), 0, 0);
    behind.live(false);
    apply(Guilds.channelUpdate(REVISION + 1, Guilds.channel(OPEN)));
    var seat = audience.seat(behind);
    assertTrue(seat != null);
    var entry = Records.guild(0, 0, Guilds.channelUpdate(REVISION + 1, Guilds.channel(OPEN)));
    try (var frames = frames(entry)) {
      assertTrue(audience.guild(entry, frames, seat));
    }
    assertEquals(List.of("refresh 10"), behind.take());
  }

  @Test
  void thoseWhoCatchUpGetNothingLive() {
    member.live(false);
    post(OPEN);
    apply(Guilds.memberAdd(REVISION + 1, 50));
    assertEquals(List.of(), member.take());
  }

  @Test
  void aMoveToAHiddenVoiceChannelLooksLikeALeave() {
    var event =
        VoiceEvent.newBuilder()
            .setGuildId(GUILD)
            .setSeq(1)
            .setRevision(REVISION)
            .setChannelId(SECRET)
            .setPreviousChannelId(OPEN)
            .build();
    var state = VoiceState.newBuilder().setGuildId(GUILD).setChannelId(SECRET).setUserId(2).build();
    var entry = Records.voice(0, 0, event, state);
    try (var frames = frames(entry)) {
      audience.voice(entry, frames);
    }
    assertEquals(List.of("VOICE_STATE_UPDATE"), types(member));
    assertEquals(List.of("VOICE_STATE_UPDATE"), types(staff));
  }
}
