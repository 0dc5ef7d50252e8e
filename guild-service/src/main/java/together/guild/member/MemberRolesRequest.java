package together.guild.member;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All roles a member is to have, without {@code @everyone}. */
public record MemberRolesRequest(@Schema(required = true) @Nullable List<@Nullable Long> roles) {
  static final MemberRolesRequest EMPTY = new MemberRolesRequest(null);
}
