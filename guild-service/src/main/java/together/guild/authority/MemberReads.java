package together.guild.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import together.guild.access.Standing;
import together.guild.access.StandingKey;
import together.guild.access.Standings;
import together.guild.directory.Users;
import together.guild.member.MemberEvents;
import together.guild.member.MemberRepository;
import together.guild.state.Member;
import together.platform.request.IdPage;
import together.proto.GuildMemberIds;
import together.proto.MembersRequest;
import together.proto.MembersResponse;

/** Members for the gateway: of small guilds the ids, of any guild pages, never all at once. */
@ApplicationScoped
public class MemberReads {
  private final MemberRepository members;
  private final Standings standings;
  private final Users users;

  MemberReads(MemberRepository members, Standings standings, Users users) {
    this.members = members;
    this.standings = standings;
    this.users = users;
  }

  /** Each guild's, from one snapshot; without ids where there are more than {@code most}. */
  public List<GuildMemberIds> ids(List<Long> guildIds, int most) {
    return members.ids(guildIds, most);
  }

  /** The named members, or a page. */
  public MembersResponse members(MembersRequest request) {
    // The revision first: what changes between the two reads is contained, though not promised.
    var guild =
        standings.find(List.of(new StandingKey(request.getGuildId(), 0))).stream().findFirst();
    return guild
        .map(standing -> members(request, standing))
        .orElse(MembersResponse.getDefaultInstance());
  }

  private MembersResponse members(MembersRequest request, Standing standing) {
    var found =
        request.getUserIdsCount() > 0
            ? members.named(request.getGuildId(), request.getUserIdsList())
            : members.page(
                request.getGuildId(), new IdPage(request.getAfter(), request.getLimit()));
    var known = users.get(found.stream().map(Member::userId).toList());
    var response = MembersResponse.newBuilder().setRevision(standing.guild().revision());
    for (var member : found) {
      var user = Users.in(known, member.userId());
      response.addMembers(MemberEvents.proto(member, user, standing.structure()));
    }
    return response.build();
  }
}
