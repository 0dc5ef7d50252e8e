package together.gateway.audience;

import java.time.Instant;
import java.util.List;
import together.platform.json.Moments;
import together.proto.Member;

/**
 * What a member's own row says of what it may see and do.
 *
 * @param timedOutUntil past, or the epoch, when it is not timed out
 */
public record Membership(List<Long> roles, Instant timedOutUntil) {
  public static Membership of(Member member) {
    return new Membership(
        member.getRolesList(), Moments.instant(member.getCommunicationDisabledUntil()));
  }
}
