package together.voice.testing;

import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;
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

/** Plays guild-service: nobody is a member or sees a channel until a test says so. */
@GrpcService
public class FakeGuilds implements GuildAccess {
  private static final int MOST_QUERIES = 1_000;

  private record Place(long userId, long id) {}

  private final Map<Place, Authorization> grants = new ConcurrentHashMap<>();
  private final Set<Place> members = ConcurrentHashMap.newKeySet();
  private final Set<Place> passing = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refusals = new AtomicInteger();

  public void grant(long userId, long channelId, Authorization grant) {
    grants.put(new Place(userId, channelId), grant);
    if (grant.getGuildId() != 0) {
      members.add(new Place(userId, grant.getGuildId()));
    }
  }

  /** What is granted is taken away after the next answer. */
  public void takeAwayAfterOne(long userId, long channelId) {
    passing.add(new Place(userId, channelId));
  }

  public void join(long userId, long guildId) {
    members.add(new Place(userId, guildId));
  }

  /** The next calls fail as those to an unreachable service do. */
  public void refuse(int times) {
    refusals.set(times);
  }

  @Override
  public Uni<AuthorizeResponse> authorize(AuthorizeRequest request) {
    return answer(() -> {
      if (request.getQueriesCount() > MOST_QUERIES) {
        throw Status.INVALID_ARGUMENT.asRuntimeException();
      }
      var response = AuthorizeResponse.newBuilder();
      request.getQueriesList().forEach(query -> response.addAuthorizations(judge(query)));
      return response.build();
    });
  }

  private Authorization judge(AuthorizeQuery query) {
    var place = new Place(query.getUserId(), query.getChannelId());
    var grant = grants.getOrDefault(place, Authorization.getDefaultInstance());
    if (passing.remove(place)) {
      grants.remove(place);
    }
    boolean allowed = (grant.getPermissions() & query.getNeeded()) == query.getNeeded();
    return grant.toBuilder().setAllowed(allowed).build();
  }

  @Override
  public Uni<MentionsResponse> mentions(MentionsRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }

  @Override
  public Uni<ChannelsAllowingResponse> channelsAllowing(ChannelsAllowingRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }

  @Override
  public Uni<SessionResponse> session(SessionRequest request) {
    return answer(() -> {
      var response = SessionResponse.newBuilder();
      for (long guildId : request.getGuildIdsList()) {
        if (members.contains(new Place(request.getUserId(), guildId))) {
          response.addGuilds(Guild.newBuilder().setId(guildId));
        }
      }
      return response.build();
    });
  }

  @Override
  public Uni<Guild> guild(GetGuildRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }

  private <T> Uni<T> answer(Supplier<T> work) {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return Uni.createFrom().failure(Status.UNAVAILABLE.asRuntimeException());
    }
    return Uni.createFrom().item(work);
  }

  @Override
  public Uni<MemberIdsResponse> memberIds(MemberIdsRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }

  @Override
  public Uni<MembersResponse> members(MembersRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }

  @Override
  public Uni<PrivateChannel> openDm(OpenDmRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }
}
