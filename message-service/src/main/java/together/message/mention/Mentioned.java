package together.message.mention;

import java.util.List;
import together.proto.Message;
import together.proto.User;

/**
 * Whom and what a text mentions, as far as its author may.
 *
 * @param everyone whether it mentions everyone, or all who are here
 */
public record Mentioned(List<User> users, List<Long> roles, List<Long> channels, boolean everyone) {
  static final Mentioned NOBODY = new Mentioned(List.of(), List.of(), List.of(), false);

  /** Says so in a message. */
  public void in(Message.Builder message) {
    message
        .clearMentions()
        .addAllMentions(users)
        .clearMentionRoles()
        .addAllMentionRoles(roles)
        .clearMentionChannels()
        .addAllMentionChannels(channels)
        .setMentionEveryone(everyone);
  }
}
