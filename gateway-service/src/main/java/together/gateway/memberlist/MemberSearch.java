package together.gateway.memberlist;

import java.util.ArrayList;
import java.util.List;
import together.proto.Member;
import together.proto.MembersRequest;

/** Finds members of a guild: the named ones, or by how their names begin. Blocking. */
public final class MemberSearch {
  /** The most members of one answer, which is one GUILD_MEMBERS_CHUNK. */
  public static final int MOST = 1_000;

  private final Rosters rosters;
  private final MemberSource source;

  public MemberSearch(Rosters rosters, MemberSource source) {
    this.rosters = rosters;
    this.source = source;
  }

  /** Those of the users who are members; at most {@link #MOST}. */
  public List<Member> named(long guildId, List<Long> userIds) {
    if (userIds.isEmpty()) {
      return List.of();
    }
    return source
        .members(MembersRequest.newBuilder().setGuildId(guildId).addAllUserIds(userIds).build())
        .getMembersList();
  }

  /**
   * Members whose shown name or username begins so, whatever the case, in the order of their names;
   * {@code limit} 0 is {@link #MOST}. Throws when the guild has more members than there is room
   * for.
   */
  public List<Member> search(long guildId, String query, int limit) {
    int most = limit == 0 ? MOST : limit;
    var ids = rosters.get(guildId).search(query, most);
    var found = new ArrayList<>(named(guildId, ids));
    // By name, as they were found.
    found.sort((a, b) ->
        Integer.compare(ids.indexOf(a.getUser().getId()), ids.indexOf(b.getUser().getId())));
    return found;
  }
}
