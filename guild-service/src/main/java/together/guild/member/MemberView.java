package together.guild.member;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import together.guild.directory.UserView;
import together.guild.state.Member;
import together.guild.state.Structure;
import together.proto.User;

/**
 * A member as REST and events show one.
 *
 * @param roles without {@code @everyone}
 */
public record MemberView(
    UserView user,
    @Nullable String nick,
    List<Long> roles,
    Instant joinedAt,
    @Nullable Instant communicationDisabledUntil) {
  public static MemberView of(Member member, User user, Structure structure) {
    return new MemberView(
        UserView.of(user),
        member.nick(),
        structure.known(member.roles()),
        member.joinedAt(),
        member.communicationDisabledUntil());
  }
}
