package together.guild.authority;

import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import together.guild.GuildProblem;
import together.guild.dm.PrivateChannels;
import together.platform.grpc.VirtualCalls;
import together.platform.problem.ProblemException;
import together.proto.AuthorizeRequest;
import together.proto.AuthorizeResponse;
import together.proto.ChannelsAllowingRequest;
import together.proto.ChannelsAllowingResponse;
import together.proto.GetGuildRequest;
import together.proto.Guild;
import together.proto.GuildAccess;
import together.proto.MemberIdsRequest;
import together.proto.MemberIdsResponse;
import together.proto.MembersRequest;
import together.proto.MembersResponse;
import together.proto.MentionsRequest;
import together.proto.MentionsResponse;
import together.proto.OpenDmRequest;
import together.proto.PrivateChannel;
import together.proto.SessionRequest;
import together.proto.SessionResponse;

/** The service's answers to the other services. */
@GrpcService
public class GuildAccessService implements GuildAccess {
  private static final int MOST_QUERIES = 1000;
  private static final int MOST_GUILDS = 1000;
  private static final int MOST_MEMBERS = 1000;

  /** One more than a text may name: the author it replies to. */
  private static final int MOST_MENTIONS = 101;

  private final Authority authority;
  private final Mentions mentions;
  private final Sessions sessions;
  private final MemberReads members;
  private final PrivateChannels privates;
  private final VirtualCalls calls;

  GuildAccessService(
      Authority authority,
      Mentions mentions,
      Sessions sessions,
      MemberReads members,
      PrivateChannels privates,
      VirtualCalls calls) {
    this.authority = authority;
    this.mentions = mentions;
    this.sessions = sessions;
    this.members = members;
    this.privates = privates;
    this.calls = calls;
  }

  @Override
  public Uni<AuthorizeResponse> authorize(AuthorizeRequest request) {
    return calls.answer(() -> {
      atMost(request.getQueriesCount(), MOST_QUERIES, "queries");
      return AuthorizeResponse.newBuilder()
          .addAllAuthorizations(authority.authorize(request.getQueriesList()))
          .build();
    });
  }

  @Override
  public Uni<MentionsResponse> mentions(MentionsRequest request) {
    return calls.answer(() -> {
      atMost(request.getUserIdsCount(), MOST_MENTIONS, "users");
      atMost(request.getRoleIdsCount(), MOST_MENTIONS, "roles");
      atMost(request.getChannelIdsCount(), MOST_MENTIONS, "channels");
      return mentions.mentions(request);
    });
  }

  @Override
  public Uni<ChannelsAllowingResponse> channelsAllowing(ChannelsAllowingRequest request) {
    return calls.answer(() ->
        authority.channelsAllowing(request.getUserId(), request.getGuildId(), request.getNeeded()));
  }

  @Override
  public Uni<SessionResponse> session(SessionRequest request) {
    return calls.answer(() ->
        SessionResponse.newBuilder()
            .addAllGuilds(sessions.guilds(request))
            .addAllPrivateChannels(sessions.privateChannels(request))
            .build());
  }

  @Override
  public Uni<Guild> guild(GetGuildRequest request) {
    return calls.answer(() ->
        sessions
            .guild(request.getGuildId())
            .orElseThrow(() ->
                Status.NOT_FOUND
                    .withDescription("no guild " + request.getGuildId())
                    .asRuntimeException()));
  }

  @Override
  public Uni<MemberIdsResponse> memberIds(MemberIdsRequest request) {
    return calls.answer(() -> {
      atMost(request.getGuildIdsCount(), MOST_GUILDS, "guilds");
      return MemberIdsResponse.newBuilder()
          .addAllGuilds(members.ids(request.getGuildIdsList(), request.getMostMembers()))
          .build();
    });
  }

  @Override
  public Uni<MembersResponse> members(MembersRequest request) {
    return calls.answer(() -> {
      atMost(request.getUserIdsCount(), MOST_MEMBERS, "users");
      atMost(request.getLimit(), MOST_MEMBERS, "members");
      return members.members(request);
    });
  }

  @Override
  public Uni<PrivateChannel> openDm(OpenDmRequest request) {
    return calls.answer(() -> {
      try {
        return privates.openDm(request.getUserId(), request.getRecipientId());
      } catch (ProblemException e) {
        throw status(e).withDescription(e.detail()).asRuntimeException();
      }
    });
  }

  /** A dm with oneself is none, and neither is one with nobody. */
  private static Status status(ProblemException problem) {
    return switch (problem.type()) {
      case GuildProblem.LIMIT_REACHED -> Status.RESOURCE_EXHAUSTED;
      case GuildProblem.RECIPIENT_REFUSES -> Status.PERMISSION_DENIED;
      default -> Status.NOT_FOUND;
    };
  }

  static void atMost(int asked, int most, String what) {
    if (asked < 0 || asked > most) {
      throw Status.INVALID_ARGUMENT
          .withDescription("more than " + most + " " + what)
          .asRuntimeException();
    }
  }
}
