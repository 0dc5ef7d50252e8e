package together.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static together.permission.Permission.ADMINISTRATOR;
import static together.permission.Permission.ATTACH_FILES;
import static together.permission.Permission.CONNECT_VOICE;
import static together.permission.Permission.MENTION_EVERYONE;
import static together.permission.Permission.MOVE_MEMBERS;
import static together.permission.Permission.READ_MESSAGE_HISTORY;
import static together.permission.Permission.SEND_MESSAGES;
import static together.permission.Permission.SPEAK;
import static together.permission.Permission.VIEW_CHANNEL;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PermissionsTest {
  private static final long EVERYONE = 100;
  private static final long ONE = 101;
  private static final long TWO = 102;
  private static final long USER = 7;
  private static final Subject MEMBER = new Subject(USER, false, List.of(ONE, TWO), false);
  private static final Subject TIMED_OUT = new Subject(USER, false, List.of(ONE, TWO), true);
  private static final long LOOK = Permission.of(VIEW_CHANNEL, READ_MESSAGE_HISTORY);

  private static final Map<Long, Long> ROLES =
      Map.of(EVERYONE, Permission.DEFAULT, ONE, MENTION_EVERYONE.bit(), TWO, 0L);

  private static long inChannel(Subject subject, Overwrite... overwrites) {
    return Permissions.inChannel(subject, EVERYONE, ROLES, List.of(overwrites));
  }

  private static Overwrite role(long id, long allow, long deny) {
    return new Overwrite(id, Overwrite.Target.ROLE, allow, deny);
  }

  private static Overwrite member(long allow, long deny) {
    return new Overwrite(USER, Overwrite.Target.MEMBER, allow, deny);
  }

  @Test
  void hasTheBitsOfTheContract() {
    assertEquals(1L << 40, Permission.MODERATE_MEMBERS.bit());
    assertEquals(
        1 | 1L << 6 | 1L << 10 | 1L << 11 | 1L << 15 | 1L << 16 | 1L << 20 | 1L << 21 | 1L << 26,
        Permission.DEFAULT);
  }

  @Test
  void oneRolesAllowBeatsAnothersDeny() {
    long send = SEND_MESSAGES.bit();
    assertTrue(SEND_MESSAGES.in(inChannel(MEMBER, role(ONE, send, 0), role(TWO, 0, send))));
    assertTrue(SEND_MESSAGES.in(inChannel(MEMBER, role(TWO, 0, send), role(ONE, send, 0))));
  }

  @Test
  void aRolesAllowBeatsEveryonesDeny() {
    long view = VIEW_CHANNEL.bit();
    assertEquals(0, inChannel(MEMBER, role(EVERYONE, 0, view)));
    assertTrue(VIEW_CHANNEL.in(inChannel(MEMBER, role(EVERYONE, 0, view), role(TWO, view, 0))));
  }

  @Test
  void theMembersOverrideIsLast() {
    long send = SEND_MESSAGES.bit();
    assertFalse(SEND_MESSAGES.in(inChannel(MEMBER, role(ONE, send, 0), member(0, send))));
    assertTrue(SEND_MESSAGES.in(inChannel(MEMBER, role(ONE, 0, send), member(send, 0))));
  }

  @Test
  void onlyLooksOnWhenTimedOut() {
    assertEquals(LOOK, inChannel(TIMED_OUT));
    assertEquals(LOOK, inChannel(TIMED_OUT, member(Permission.ALL, 0)));
    assertEquals(LOOK, Permissions.inGuild(TIMED_OUT, EVERYONE, ROLES));
    assertEquals(0, inChannel(TIMED_OUT, role(EVERYONE, 0, VIEW_CHANNEL.bit())));
  }

  @Test
  void whoCannotSendCannotAttachOrMentionEveryone() {
    long permissions = inChannel(MEMBER, role(EVERYONE, 0, SEND_MESSAGES.bit()));
    assertFalse(ATTACH_FILES.in(permissions));
    assertFalse(MENTION_EVERYONE.in(permissions));
    assertTrue(VIEW_CHANNEL.in(permissions));
  }

  @Test
  void whoCannotConnectHasNoVoicePowers() {
    long permissions = inChannel(MEMBER, member(MOVE_MEMBERS.bit(), CONNECT_VOICE.bit()));
    assertFalse(SPEAK.in(permissions));
    assertFalse(MOVE_MEMBERS.in(permissions));
    assertTrue(SEND_MESSAGES.in(permissions));
  }

  @Test
  void anOverrideNeitherGivesNorTakesAdministrator() {
    var admin = Map.of(EVERYONE, 0L, ONE, ADMINISTRATOR.bit());
    var deny = List.of(member(0, Permission.ALL));
    assertEquals(Permission.ALL, Permissions.inChannel(MEMBER, EVERYONE, admin, deny));
    assertFalse(ADMINISTRATOR.in(inChannel(MEMBER, member(ADMINISTRATOR.bit(), 0))));
  }

  @Test
  void everyOverrideThatDeniesABitIsNamedThoughItIsTakenOnce() {
    var send = Permission.SEND_MESSAGES.bit();
    var view = Permission.VIEW_CHANNEL.bit();
    var steps =
        Permissions.explain(
            new Subject(7, false, List.of(2L, 3L), false),
            1,
            Map.of(1L, send | view, 2L, 0L, 3L, 0L),
            List.of(
                new Overwrite(2, Overwrite.Target.ROLE, 0, send),
                new Overwrite(3, Overwrite.Target.ROLE, 0, send),
                new Overwrite(7, Overwrite.Target.MEMBER, send, 0)));
    assertEquals(
        List.of(
            new PermissionStep(PermissionStep.Kind.EVERYONE_ROLE, 1, send | view, 0, send | view),
            new PermissionStep(PermissionStep.Kind.ROLE, 2, 0, 0, send | view),
            new PermissionStep(PermissionStep.Kind.ROLE, 3, 0, 0, send | view),
            new PermissionStep(PermissionStep.Kind.ROLE_OVERRIDE_DENY, 2, 0, send, view),
            new PermissionStep(PermissionStep.Kind.ROLE_OVERRIDE_DENY, 3, 0, send, view),
            new PermissionStep(PermissionStep.Kind.MEMBER_OVERRIDE, 7, send, 0, send | view)),
        steps);
  }
}
