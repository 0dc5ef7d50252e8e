package together.guild.directory;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import together.proto.GetUsersRequest;
import together.proto.Relation;
import together.proto.RelationsRequest;
import together.proto.User;
import together.proto.UserDirectoryGrpc.UserDirectoryBlockingStub;
import together.proto.UserPair;

/** Asks auth-service. */
@ApplicationScoped
public class AuthUserDirectory implements UserDirectory, Relations {
  private static final int DEADLINE_SECONDS = 1;

  private final UserDirectoryBlockingStub auth;

  public AuthUserDirectory(@GrpcClient("auth") UserDirectoryBlockingStub auth) {
    this.auth = auth;
  }

  @Override
  @Retry(maxRetries = 2, delay = 50, jitter = 25, retryOn = StatusRuntimeException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 20,
      delay = 1,
      delayUnit = ChronoUnit.SECONDS,
      failOn = StatusRuntimeException.class)
  public List<User> find(Collection<Long> userIds) {
    return auth.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .get(GetUsersRequest.newBuilder().addAllUserIds(userIds).build())
        .getUsersList();
  }

  @Override
  @Retry(maxRetries = 2, delay = 50, jitter = 25, retryOn = StatusRuntimeException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 20,
      delay = 1,
      delayUnit = ChronoUnit.SECONDS,
      failOn = StatusRuntimeException.class)
  public List<Relation> of(List<UserPair> pairs) {
    return auth.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .relations(RelationsRequest.newBuilder().addAllPairs(pairs).build())
        .getRelationsList();
  }
}
