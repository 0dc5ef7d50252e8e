package together.gateway.memberlist;

import together.proto.Guild;
import together.proto.MembersRequest;
import together.proto.MembersResponse;

/** guild-service, as member lists ask it. Blocking; throws when it does not answer. */
public interface MemberSource {
  /** A guild's structure; throws NOT_FOUND when there is none. */
  Guild guild(long guildId);

  /** Named members, or a page. */
  MembersResponse members(MembersRequest request);
}
