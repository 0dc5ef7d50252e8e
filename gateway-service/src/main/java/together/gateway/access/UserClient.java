package together.gateway.access;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import together.proto.OwnRequest;
import together.proto.OwnResponse;
import together.proto.UserDirectoryGrpc.UserDirectoryBlockingStub;

/** auth-service's directory, as the gateway asks it. Blocking; callers try again. */
@ApplicationScoped
public class UserClient {
  private static final int DEADLINE_SECONDS = 3;

  private final UserDirectoryBlockingStub stub;

  public UserClient(@GrpcClient("auth") UserDirectoryBlockingStub stub) {
    this.stub = stub;
  }

  /** What a user's own client begins with; throws NOT_FOUND when there is no such user. */
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 500, failOn = StatusRuntimeException.class)
  public OwnResponse own(long userId) {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .own(OwnRequest.newBuilder().setUserId(userId).build());
  }
}
