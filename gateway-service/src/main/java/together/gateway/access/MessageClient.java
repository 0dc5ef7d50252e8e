package together.gateway.access;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import together.proto.MessagesGrpc.MessagesBlockingStub;
import together.proto.ReadStatesGuild;
import together.proto.ReadStatesRequest;
import together.proto.ReadStatesResponse;
import together.proto.SendMessageRequest;
import together.proto.SendMessageResponse;

/** message-service, as the gateway asks it. Blocking. */
@ApplicationScoped
public class MessageClient {
  private static final int DEADLINE_SECONDS = 3;
  private static final int SEND_DEADLINE_SECONDS = 6;

  private final MessagesBlockingStub stub;

  public MessageClient(@GrpcClient("message") MessagesBlockingStub stub) {
    this.stub = stub;
  }

  /** What READY says of a user beside servers and channels. */
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 500, failOn = StatusRuntimeException.class)
  public ReadStatesResponse readStates(
      long userId, List<Long> channelIds, List<ReadStatesGuild> guilds) {
    var request =
        ReadStatesRequest.newBuilder()
            .setUserId(userId)
            .addAllChannelIds(channelIds)
            .addAllGuilds(guilds)
            .build();
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS).readStates(request);
  }

  /** Not tried again here: without a nonce it might post twice. The client decides. */
  public SendMessageResponse send(SendMessageRequest request) {
    return stub.withDeadlineAfter(SEND_DEADLINE_SECONDS, TimeUnit.SECONDS).send(request);
  }
}
