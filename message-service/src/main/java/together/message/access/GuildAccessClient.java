package together.message.access;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.faulttolerance.api.RetryWhen;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import together.message.Unavailable;
import together.proto.Authorization;
import together.proto.AuthorizeQuery;
import together.proto.AuthorizeRequest;
import together.proto.GuildAccessGrpc.GuildAccessBlockingStub;

/**
 * {@code GuildAccess.Authorize}: 1 s a call, two more tries when guild-service cannot be reached,
 * and a second's rest after half of the last 20 calls failed.
 */
@ApplicationScoped
class GuildAccessClient implements AccessSource {
  private static final long DEADLINE_MILLIS = 1_000;

  private final GuildAccessBlockingStub guild;

  GuildAccessClient(@GrpcClient("guild") GuildAccessBlockingStub guild) {
    this.guild = guild;
  }

  @Override
  @Retry(maxRetries = 2, delay = 50, jitter = 25)
  @RetryWhen(exception = Unavailable.class)
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000, failOn = StatusRuntimeException.class)
  public List<Authorization> authorize(List<AuthorizeQuery> queries) {
    var request = AuthorizeRequest.newBuilder().addAllQueries(queries).build();
    return guild
        .withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
        .authorize(request)
        .getAuthorizationsList();
  }
}
