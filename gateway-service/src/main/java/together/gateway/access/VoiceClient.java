package together.gateway.access;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import together.proto.EndVoiceSessionRequest;
import together.proto.GuildVoiceStates;
import together.proto.UpdateVoiceStateRequest;
import together.proto.UpdateVoiceStateResponse;
import together.proto.VoiceGrpc.VoiceBlockingStub;
import together.proto.VoiceStatesRequest;

/** voice-service, as the gateway asks it. Blocking. */
@ApplicationScoped
public class VoiceClient {
  private static final int DEADLINE_SECONDS = 3;

  private final VoiceBlockingStub stub;

  public VoiceClient(@GrpcClient("voice") VoiceBlockingStub stub) {
    this.stub = stub;
  }

  @CircuitBreaker(requestVolumeThreshold = 20, delay = 500, failOn = StatusRuntimeException.class)
  public List<GuildVoiceStates> states(List<Long> guildIds) {
    if (guildIds.isEmpty()) {
      return List.of();
    }
    return call()
        .states(VoiceStatesRequest.newBuilder().addAllGuildIds(guildIds).build())
        .getGuildsList();
  }

  public UpdateVoiceStateResponse update(UpdateVoiceStateRequest request) {
    return call().update(request);
  }

  /**
   * Idempotent, so tried until voice-service has heard it: nobody else would end this state while
   * this node lives. A node that dies is noticed by its missing heartbeats.
   */
  @Retry(
      maxRetries = -1,
      delay = 1_000,
      jitter = 500,
      maxDuration = 0,
      retryOn = StatusRuntimeException.class)
  public void endSession(long userId, String sessionId) {
    var request =
        EndVoiceSessionRequest.newBuilder().setUserId(userId).setSessionId(sessionId).build();
    var _ = call().endSession(request);
  }

  private VoiceBlockingStub call() {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }
}
