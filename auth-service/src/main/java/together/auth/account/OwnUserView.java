package together.auth.account;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a user sees of itself: the public view and what is private.
 *
 * @param email the address whose owner has followed the link sent there; null: none yet
 * @param pendingEmail an address that such a link was sent to
 * @param status what the user has chosen to be shown as
 * @param customStatus what the user says of itself beside that; null: nothing
 */
public record OwnUserView(
    long id,
    String username,
    @Nullable String globalName,
    @Nullable String avatar,
    boolean bot,
    @Nullable String email,
    @Nullable String pendingEmail,
    @Schema(enumeration = {"everyone", "server_members", "friends"}) String directMessagesFrom,
    @Schema(enumeration = {"online", "idle", "dnd", "invisible"}) String status,
    @Nullable CustomStatusView customStatus) {
  public static OwnUserView of(User user, Instant now) {
    return new OwnUserView(
        user.id(),
        user.username(),
        user.globalName(),
        user.avatar(),
        user.bot(),
        user.email(),
        user.pendingEmail(),
        user.directMessagesFrom().text(),
        user.status().text(),
        CustomStatusView.of(user.customStatus(now)));
  }
}
