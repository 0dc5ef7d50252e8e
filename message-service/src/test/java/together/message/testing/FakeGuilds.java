package together.message.testing;

import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;
import together.proto.AuthorizeRequest;
import together.proto.AuthorizeResponse;
import together.proto.ChannelsAllowingRequest;
import together.proto.ChannelsAllowingResponse;
import together.proto.GetGuildRequest;
import together.proto.Guild;
import together.proto.GuildAccess;
import together.proto.Member;
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
import together.proto.User;

/** Plays guild-service: nobody sees a channel until a test grants it. */
@GrpcService
public class FakeGuilds implements GuildAccess {
  private record Place(long userId, long channelId) {}

  private final Map<Place, Authorization> grants = new ConcurrentHashMap<>();
  private final Set<Long> strangers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger stalls = new AtomicInteger();

  public void grant(long userId, long channelId, Authorization grant) {
    grants.put(new Place(userId, channelId), grant);
  }

  /** The next calls fail as an unreachable service does. */
  public void refuse(int times) {
    refusals.set(times);
  }

  /** The next calls get no answer at all. */
  public void stall(int times) {
    stalls.set(times);
  }

  @Override
  public Uni<AuthorizeResponse> authorize(AuthorizeRequest request) {
    if (take(stalls)) {
      return Uni.createFrom().nothing();
    }
    if (take(refusals)) {
      return Uni.createFrom().failure(Status.UNAVAILABLE.asRuntimeException());
    }
    var response = AuthorizeResponse.newBuilder();
    request.getQueriesList().forEach(query -> response.addAuthorizations(answer(query)));
    return Uni.createFrom().item(response.build());
  }

  private static boolean take(AtomicInteger left) {
    return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }

  private Authorization answer(AuthorizeQuery query) {
    return grants.getOrDefault(
        new Place(query.getUserId(), query.getChannelId()), Authorization.getDefaultInstance());
  }

  /** Whoever sees the channel may be mentioned, and every role and channel with an even id. */
  @Override
  public Uni<MentionsResponse> mentions(MentionsRequest request) {
    var response = MentionsResponse.newBuilder();
    for (long user : request.getUserIdsList()) {
      var grant = grants.get(new Place(user, request.getChannelId()));
      if (grant != null && grant.getPermissions() != 0) {
        response.addUserIds(user);
      }
    }
    request.getRoleIdsList().stream().filter(id -> id % 2 == 0).forEach(response::addRoleIds);
    request.getChannelIdsList().stream().filter(id -> id % 2 == 0).forEach(response::addChannelIds);
    return Uni.createFrom().item(response.build());
  }

  /** A member is who was granted something in a channel of the guild. */
  @Override
  public Uni<ChannelsAllowingResponse> channelsAllowing(ChannelsAllowingRequest request) {
    if (take(refusals)) {
      return Uni.createFrom().failure(Status.UNAVAILABLE.asRuntimeException());
    }
    var response = ChannelsAllowingResponse.newBuilder().setRevision(1);
    grants.forEach((place, grant) -> {
      if (place.userId() == request.getUserId() && grant.getGuildId() == request.getGuildId()) {
        response.setMember(true);
        if ((grant.getPermissions() & request.getNeeded()) == request.getNeeded()) {
          response.addChannelIds(place.channelId());
        }
      }
    });
    return Uni.createFrom().item(response.build());
  }

  @Override
  public Uni<SessionResponse> session(SessionRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }

  @Override
  public Uni<Guild> guild(GetGuildRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }

  @Override
  public Uni<MemberIdsResponse> memberIds(MemberIdsRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }

  /** The user is no member of any guild from now on. */
  public void expel(long userId) {
    strangers.add(userId);
  }

  /** Everybody has role 44, since ever, but who was expelled. */
  @Override
  public Uni<MembersResponse> members(MembersRequest request) {
    var response = MembersResponse.newBuilder().setRevision(1);
    for (long user : request.getUserIdsList()) {
      if (strangers.contains(user)) {
        continue;
      }
      response.addMembers(Member.newBuilder().setUser(User.newBuilder().setId(user)).addRoles(44));
    }
    return Uni.createFrom().item(response.build());
  }

  @Override
  public Uni<PrivateChannel> openDm(OpenDmRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }
}
