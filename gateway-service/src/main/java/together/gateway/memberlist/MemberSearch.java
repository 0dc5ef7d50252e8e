package together.gateway.memberlist;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import together.proto.Member;
import together.proto.MembersRequest;

/** Finds members of a guild: the named ones, or by how their names begin. Blocking. */
public final class MemberSearch {
  /** The most members that are read together. */
  public static final int MOST_NAMED = 1_000;

  private final Rosters rosters;
  private final MemberSource source;

  public MemberSearch(Rosters rosters, MemberSource source) {
    this.rosters = rosters;
    this.source = source;
  }

  /** Those of the users who are members, in that order; at most {@link #MOST_NAMED}. */
  public List<Member> named(long guildId, List<Long> userIds) {
    if (userIds.isEmpty()) {
      return List.of();
    }
    var request = MembersRequest.newBuilder().setGuildId(guildId).addAllUserIds(userIds).build();
    var found = new HashMap<Long, Member>();
    for (var member : source.members(request).getMembersList()) {
      found.put(member.getUser().getId(), member);
    }
    return userIds.stream().distinct().map(found::get).filter(Objects::nonNull).toList();
  }

  /**
   * Ids of the members whose shown name or username begins so, whatever the case, in the order of
   * their names; {@code limit} 0 is all. Throws when the guild has more members than there is room
   * for.
   */
  public List<Long> search(long guildId, String query, int limit) {
    return rosters.get(guildId).search(query, limit == 0 ? Integer.MAX_VALUE : limit);
  }
}
