package together.gateway.access;

import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import together.proto.RevokedPosition;
import together.proto.RevokedSessionsRequest;
import together.proto.RevokedSessionsResponse;
import together.proto.SessionsGrpc.SessionsBlockingStub;

/** auth-service's sessions, as the gateway asks for them. Blocking; the caller tries again. */
@ApplicationScoped
public class SessionsClient {
  private static final int DEADLINE_SECONDS = 3;

  private final SessionsBlockingStub stub;

  public SessionsClient(@GrpcClient("auth") SessionsBlockingStub stub) {
    this.stub = stub;
  }

  /** The next that have ended; {@code after} null: from the eldest that still matters. */
  public RevokedSessionsResponse revoked(@Nullable RevokedPosition after) {
    var request = RevokedSessionsRequest.newBuilder();
    if (after != null) {
      request.setAfter(after);
    }
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).revoked(request.build());
  }
}
