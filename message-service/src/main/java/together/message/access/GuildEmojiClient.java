package together.message.access;

import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.faulttolerance.api.RetryWhen;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import together.message.Unavailable;
import together.proto.FindEmojisRequest;
import together.proto.FoundEmoji;
import together.proto.GuildEmojiDirectoryGrpc.GuildEmojiDirectoryBlockingStub;

/** {@code GuildEmojiDirectory.Find}, asked as {@link GuildAccessClient} asks. */
@ApplicationScoped
class GuildEmojiClient implements GuildEmojis {
  private static final long DEADLINE_MILLIS = 1_000;

  private final GuildEmojiDirectoryBlockingStub guild;

  GuildEmojiClient(@GrpcClient("guild") GuildEmojiDirectoryBlockingStub guild) {
    this.guild = guild;
  }

  @Override
  @Retry(maxRetries = 2, delay = 50, jitter = 25)
  @RetryWhen(exception = Unavailable.class)
  @CircuitBreaker(requestVolumeThreshold = 20, delay = 1_000, failOn = StatusRuntimeException.class)
  public Optional<FoundEmoji> find(long emojiId) {
    var request = FindEmojisRequest.newBuilder().addEmojiIds(emojiId).build();
    return guild
        .withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
        .find(request)
        .getEmojisList()
        .stream()
        .findFirst();
  }
}
