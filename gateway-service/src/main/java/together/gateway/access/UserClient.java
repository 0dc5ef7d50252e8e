package together.gateway.access;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import together.proto.GetUsersRequest;
import together.proto.User;
import together.proto.UserDirectoryGrpc.UserDirectoryBlockingStub;

/** auth-service's directory, as the gateway asks it. Blocking; callers try again. */
@ApplicationScoped
public class UserClient {
  private static final int DEADLINE_SECONDS = 3;

  private final UserDirectoryBlockingStub stub;

  public UserClient(@GrpcClient("auth") UserDirectoryBlockingStub stub) {
    this.stub = stub;
  }

  /** The public user; throws NOT_FOUND when there is none. */
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 500, failOn = StatusRuntimeException.class)
  public User get(long userId) {
    return stub
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .get(GetUsersRequest.newBuilder().addUserIds(userId).build())
        .getUsersList()
        .stream()
        .findFirst()
        .orElseThrow(Status.NOT_FOUND::asRuntimeException);
  }
}
