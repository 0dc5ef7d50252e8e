package together.message.author;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.faulttolerance.api.RetryWhen;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import together.message.Unavailable;
import together.proto.GetUsersRequest;
import together.proto.User;
import together.proto.UserDirectoryGrpc.UserDirectoryBlockingStub;

/**
 * {@code UserDirectory.Get}: 1 s a call, two more tries when auth-service cannot be reached, and a
 * second's rest after half of the last 20 calls failed.
 */
@ApplicationScoped
class UserDirectoryClient implements UserSource {
  private static final long DEADLINE_MILLIS = 1_000;

  private final UserDirectoryBlockingStub users;

  UserDirectoryClient(@GrpcClient("auth") UserDirectoryBlockingStub users) {
    this.users = users;
  }

  @Override
  @Retry(maxRetries = 2, delay = 50, jitter = 25)
  @RetryWhen(exception = Unavailable.class)
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000, failOn = StatusRuntimeException.class)
  public List<User> get(List<Long> userIds) {
    var request = GetUsersRequest.newBuilder().addAllUserIds(userIds).build();
    return users
        .withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
        .get(request)
        .getUsersList();
  }
}
