package together.message.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static together.permission.Permission.READ_MESSAGE_HISTORY;
import static together.permission.Permission.SEND_MESSAGES;
import static together.permission.Permission.VIEW_CHANNEL;

import org.junit.jupiter.api.Test;
import together.permission.Permission;
import together.platform.problem.ProblemException;

class ChannelGrantTest {
  private static String refusal(long permissions, int type, Permission... needed) {
    ChannelAccess access = (user, channel, bits) -> new ChannelGrant(permissions, 1, 2, type, 0);
    var refused = assertThrows(ProblemException.class, () -> access.authorize(1, 2, needed));
    return refused.type().name() + ": " + refused.detail();
  }

  @Test
  void everythingNeededIsEnough() {
    var grant = new ChannelGrant(Permission.of(VIEW_CHANNEL, SEND_MESSAGES), 1, 2, 0, 0);
    ChannelAccess access = (user, channel, bits) -> grant;
    assertEquals(grant, access.authorize(1, 2, VIEW_CHANNEL, SEND_MESSAGES));
  }

  @Test
  void withoutSightThereIsNoChannelWhateverElseIsAllowed() {
    assertEquals(
        "UNKNOWN_CHANNEL: There is no such channel, or the caller may not view it",
        refusal(SEND_MESSAGES.bit(), 2, VIEW_CHANNEL, SEND_MESSAGES));
  }

  @Test
  void namesAllThatIsMissing() {
    assertEquals(
        "MISSING_PERMISSION: this needs SEND_MESSAGES, READ_MESSAGE_HISTORY in the channel",
        refusal(VIEW_CHANNEL.bit(), 0, VIEW_CHANNEL, SEND_MESSAGES, READ_MESSAGE_HISTORY));
  }

  @Test
  void voiceAndCategoriesHoldNoMessages() {
    for (int type : new int[] {2, 4}) {
      assertEquals(
          "NOT_TEXT_CHANNEL: This kind of channel takes no messages",
          refusal(VIEW_CHANNEL.bit(), type, VIEW_CHANNEL));
    }
  }
}
