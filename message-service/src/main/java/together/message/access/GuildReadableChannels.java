package together.message.access;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.faulttolerance.api.RetryWhen;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import together.message.MessageProblem;
import together.message.Unavailable;
import together.proto.ChannelsAllowingRequest;
import together.proto.GuildAccessGrpc.GuildAccessBlockingStub;

/** {@code GuildAccess.ChannelsAllowing}, asked as {@link GuildAccessClient} asks. */
@ApplicationScoped
class GuildReadableChannels implements ReadableChannels {
  private static final long DEADLINE_MILLIS = 1_000;

  private final GuildAccessBlockingStub guild;

  GuildReadableChannels(@GrpcClient("guild") GuildAccessBlockingStub guild) {
    this.guild = guild;
  }

  @Override
  @Retry(maxRetries = 2, delay = 50, jitter = 25)
  @RetryWhen(exception = Unavailable.class)
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000, failOn = StatusRuntimeException.class)
  public Set<Long> of(long userId, long guildId, long needed) {
    var request =
        ChannelsAllowingRequest.newBuilder()
            .setUserId(userId)
            .setGuildId(guildId)
            .setNeeded(needed)
            .build();
    var answer =
        guild.withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS).channelsAllowing(request);
    if (!answer.getMember()) {
      throw MessageProblem.UNKNOWN_SERVER.problem();
    }
    return Set.copyOf(answer.getChannelIdsList());
  }
}
