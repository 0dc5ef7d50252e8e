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
import together.proto.MentionsRequest;
import together.proto.MentionsResponse;

/** {@code GuildAccess.Mentions}, asked as {@link GuildAccessClient} asks. */
@ApplicationScoped
class GuildMentionRules implements MentionRules {
  private static final long DEADLINE_MILLIS = 1_000;

  private final GuildAccessBlockingStub guild;

  GuildMentionRules(@GrpcClient("guild") GuildAccessBlockingStub guild) {
    this.guild = guild;
  }

  @Override
  @Retry(maxRetries = 2, delay = 50, jitter = 25)
  @RetryWhen(exception = Unavailable.class)
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000, failOn = StatusRuntimeException.class)
  public MentionsResponse allowed(MentionsRequest request) {
    return guild.withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS).mentions(request);
  }
}
