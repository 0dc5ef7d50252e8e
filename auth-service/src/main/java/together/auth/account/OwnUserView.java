package together.auth.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a user sees of itself: the public view and what is private.
 *
 * @param email the address whose owner has followed the link sent there; null: none yet
 * @param pendingEmail an address that such a link was sent to
 */
public record OwnUserView(
    long id,
    String username,
    @Nullable String globalName,
    @Nullable String avatar,
    boolean bot,
    @Nullable String email,
    @Nullable String pendingEmail,
    @Schema(enumeration = {"everyone", "server_members", "friends"}) String directMessagesFrom) {
  public static OwnUserView of(User user) {
    return new OwnUserView(
        user.id(),
        user.username(),
        user.globalName(),
        user.avatar(),
        user.bot(),
        user.email(),
        user.pendingEmail(),
        user.directMessagesFrom().text());
  }
}
