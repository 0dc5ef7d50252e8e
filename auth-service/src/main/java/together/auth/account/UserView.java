package together.auth.account;

import org.jspecify.annotations.Nullable;

/**
 * What anyone may see of a user.
 *
 * @param globalName display name; null: clients show the username
 * @param avatar hash of the image; null: none
 */
public record UserView(
    long id, String username, @Nullable String globalName, @Nullable String avatar, boolean bot) {
  public static UserView of(User user) {
    return new UserView(user.id(), user.username(), user.globalName(), user.avatar(), user.bot());
  }
}
