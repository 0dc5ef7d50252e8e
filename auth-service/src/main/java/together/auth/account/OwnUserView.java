package together.auth.account;

import org.jspecify.annotations.Nullable;

/** What a user sees of itself: the public view and what is private. */
public record OwnUserView(
    long id,
    String username,
    @Nullable String globalName,
    @Nullable String avatar,
    boolean bot,
    @Nullable String email) {
  public static OwnUserView of(User user) {
    return new OwnUserView(
        user.id(), user.username(), user.globalName(), user.avatar(), user.bot(), user.email());
  }
}
