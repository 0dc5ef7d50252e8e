package together.auth.testing;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.restassured.RestAssured;
import java.util.function.Function;

/**
 * Calls the service over gRPC as another service does; made in the test: the port is known then.
 */
public final class InternalCalls implements AutoCloseable {
  private static final Metadata.Key<String> SECRET =
      Metadata.Key.of("together-internal-secret", Metadata.ASCII_STRING_MARSHALLER);

  private final ManagedChannel channel =
      ManagedChannelBuilder.forAddress("127.0.0.1", RestAssured.port).usePlaintext().build();

  /** A stub that shows this secret. */
  public <S extends AbstractStub<S>> S with(String secret, Function<? super Channel, S> stub) {
    var headers = new Metadata();
    headers.put(SECRET, secret);
    return stub.apply(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
