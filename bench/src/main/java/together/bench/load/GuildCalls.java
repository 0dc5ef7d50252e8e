package together.bench.load;

import com.google.common.util.concurrent.ListenableFuture;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import together.e2e.platform.Installation;
import together.proto.AuthorizeQuery;
import together.proto.AuthorizeRequest;
import together.proto.AuthorizeResponse;
import together.proto.GuildAccessGrpc;
import together.proto.GuildAccessGrpc.GuildAccessFutureStub;

/** guild-service over gRPC, as the other services call it. Safe for every thread. */
final class GuildCalls implements AutoCloseable {
  /** The secret that services authenticate each other by. */
  private static final Metadata.Key<String> SECRET =
      Metadata.Key.of("together-internal-secret", Metadata.ASCII_STRING_MARSHALLER);

  /** As message-service's. */
  private static final int DEADLINE_SECONDS = 1;

  private static final long SEND_MESSAGES = 1L << 11;

  private final ManagedChannel channel;
  private final GuildAccessFutureStub stub;

  GuildCalls(Installation installation) {
    channel =
        Grpc.newChannelBuilderForAddress(
                "127.0.0.1", installation.ports().of("GUILD"), InsecureChannelCredentials.create())
            .build();
    var headers = new Metadata();
    headers.put(SECRET, installation.secret("internal"));
    stub =
        GuildAccessGrpc.newFutureStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** Whether a user may post in a channel: one question, one call. */
  ListenableFuture<AuthorizeResponse> mayPost(long userId, long channelId) {
    var query =
        AuthorizeQuery.newBuilder()
            .setUserId(userId)
            .setChannelId(channelId)
            .setNeeded(SEND_MESSAGES);
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .authorize(AuthorizeRequest.newBuilder().addQueries(query).build());
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
