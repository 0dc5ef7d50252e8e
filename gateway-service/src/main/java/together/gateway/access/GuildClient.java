package together.gateway.access;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import together.proto.GetGuildRequest;
import together.proto.Guild;
import together.proto.GuildAccessGrpc.GuildAccessBlockingStub;
import together.proto.GuildMemberIds;
import together.proto.MemberIdsRequest;
import together.proto.MembersRequest;
import together.proto.MembersResponse;
import together.proto.OpenDmRequest;
import together.proto.SessionRequest;
import together.proto.SessionResponse;

/** guild-service, as the gateway asks it. Blocking; callers try again. */
@ApplicationScoped
public class GuildClient {
  private static final int DEADLINE_SECONDS = 3;

  private final GuildAccessBlockingStub stub;

  public GuildClient(@GrpcClient("guild") GuildAccessBlockingStub stub) {
    this.stub = stub;
  }

  /**
   * The user's guilds, each whole with the user's own member, and private channels; all, or those
   * of the named ones.
   */
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 500, failOn = StatusRuntimeException.class)
  public SessionResponse session(long userId, Collection<Long> named) {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .session(
            SessionRequest.newBuilder()
                .setUserId(userId)
                .addAllGuildIds(named)
                .addAllPrivateChannelIds(named)
                .build());
  }

  /** The id of the dm of two users; throws NOT_FOUND, RESOURCE_EXHAUSTED. */
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 500, failOn = StatusRuntimeException.class)
  public long openDm(long userId, long recipientId) {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .openDm(OpenDmRequest.newBuilder().setUserId(userId).setRecipientId(recipientId).build())
        .getId();
  }

  /** A guild's structure; throws NOT_FOUND when there is none. */
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 500, failOn = StatusRuntimeException.class)
  public Guild guild(long guildId) {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .guild(GetGuildRequest.newBuilder().setGuildId(guildId).build());
  }

  /** Who is in these guilds, without ids where there are more members than {@code most}. */
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 500, failOn = StatusRuntimeException.class)
  public List<GuildMemberIds> memberIds(Collection<Long> guildIds, int most) {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .memberIds(
            MemberIdsRequest.newBuilder().addAllGuildIds(guildIds).setMostMembers(most).build())
        .getGuildsList();
  }

  /** A page of a guild's members by user id, or those of the named users. */
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 500, failOn = StatusRuntimeException.class)
  public MembersResponse members(MembersRequest request) {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).members(request);
  }
}
