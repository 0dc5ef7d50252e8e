package together.gateway.access;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import together.proto.EndTemporaryRequest;
import together.proto.ListTemporaryRequest;
import together.proto.TemporaryMembership;
import together.proto.TemporaryMembershipsGrpc.TemporaryMembershipsBlockingStub;

/** guild-service's temporary memberships. Blocking; callers try again. */
@ApplicationScoped
public class TemporaryClient {
  private static final int LIST_SECONDS = 3;

  /** Each is a transaction of its own. */
  private static final int END_SECONDS = 30;

  private final TemporaryMembershipsBlockingStub stub;

  public TemporaryClient(@GrpcClient("guild") TemporaryMembershipsBlockingStub stub) {
    this.stub = stub;
  }

  /** A page after the named one, null for the first. */
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 500, failOn = StatusRuntimeException.class)
  public List<TemporaryMembership> list(@Nullable TemporaryMembership after, int limit) {
    var request = ListTemporaryRequest.newBuilder().setLimit(limit);
    if (after != null) {
      request.setAfter(after);
    }
    return stub.withDeadlineAfter(LIST_SECONDS, TimeUnit.SECONDS)
        .list(request.build())
        .getMembershipsList();
  }

  /** Those that are still temporary; idempotent. */
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 500, failOn = StatusRuntimeException.class)
  public void end(List<TemporaryMembership> ending) {
    var _ =
        stub.withDeadlineAfter(END_SECONDS, TimeUnit.SECONDS)
            .end(EndTemporaryRequest.newBuilder().addAllMemberships(ending).build());
  }
}
