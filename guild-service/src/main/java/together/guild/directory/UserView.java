package together.guild.directory;

import org.jspecify.annotations.Nullable;
import together.proto.User;

/** What anyone may see of a user. */
public record UserView(
    long id, String username, @Nullable String globalName, @Nullable String avatar, boolean bot) {
  public static UserView of(User user) {
    return new UserView(
        user.getId(),
        user.getUsername(),
        user.hasGlobalName() ? user.getGlobalName() : null,
        user.hasAvatar() ? user.getAvatar() : null,
        user.getBot());
  }
}
