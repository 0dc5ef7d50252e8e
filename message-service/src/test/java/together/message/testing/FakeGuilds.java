package together.message.testing;

import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;
import together.proto.AuthorizeRequest;
import together.proto.AuthorizeResponse;
import together.proto.GetGuildRequest;
import together.proto.Guild;
import together.proto.GuildAccess;
import together.proto.MemberIdsRequest;
import together.proto.MemberIdsResponse;
import together.proto.MembersRequest;
import together.proto.MembersResponse;
import together.proto.OpenDmRequest;
import together.proto.PrivateChannel;
import together.proto.SessionRequest;
import together.proto.SessionResponse;

/** Plays guild-service: nobody sees a channel until a test grants it. */
@GrpcService
public class FakeGuilds implements GuildAccess {
  private record Place(long userId, long channelId) {}

  private final Map<Place, Authorization> grants = new ConcurrentHashMap<>();
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

  @Override
  public Uni<MembersResponse> members(MembersRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }

  @Override
  public Uni<PrivateChannel> openDm(OpenDmRequest request) {
    return Uni.createFrom().failure(Status.UNIMPLEMENTED.asRuntimeException());
  }
}
