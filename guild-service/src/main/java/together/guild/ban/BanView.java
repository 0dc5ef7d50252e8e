package together.guild.ban;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import together.guild.directory.UserView;
import together.proto.User;

/** Who may not become a member, and why. */
@Schema(name = "Ban")
public record BanView(UserView user, @Nullable String reason) {
  static BanView of(Ban ban, User user) {
    return new BanView(UserView.of(user), ban.reason());
  }
}
