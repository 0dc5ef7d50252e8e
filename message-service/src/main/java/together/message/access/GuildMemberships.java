package together.message.access;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.faulttolerance.api.RetryWhen;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import together.message.Unavailable;
import together.proto.GuildAccessGrpc.GuildAccessBlockingStub;
import together.proto.MembersRequest;
import together.proto.ReadStatesGuild;

/** {@code GuildAccess.Members}, asked as {@link GuildAccessClient} asks. */
@ApplicationScoped
class GuildMemberships implements Memberships {
  private static final long DEADLINE_MILLIS = 1_000;

  private final GuildAccessBlockingStub guild;

  GuildMemberships(@GrpcClient("guild") GuildAccessBlockingStub guild) {
    this.guild = guild;
  }

  @Override
  @Retry(maxRetries = 2, delay = 50, jitter = 25)
  @RetryWhen(exception = Unavailable.class)
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000, failOn = StatusRuntimeException.class)
  public ReadStatesGuild of(long userId, long guildId) {
    var request =
        MembersRequest.newBuilder().setGuildId(guildId).addUserIds(userId).setLimit(1).build();
    var answer = guild.withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS).members(request);
    var membership = ReadStatesGuild.newBuilder().setGuildId(guildId);
    for (var member : answer.getMembersList()) {
      membership.addAllRoleIds(member.getRolesList()).setJoinedAt(member.getJoinedAt());
    }
    return membership.build();
  }
}
