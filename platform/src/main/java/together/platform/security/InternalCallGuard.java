package together.platform.security;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Services authenticate each other: every internal gRPC call carries the secret they share,
 * compared in constant time.
 */
@GlobalInterceptor
@ApplicationScoped
public class InternalCallGuard implements ServerInterceptor {
  static final Metadata.Key<String> SECRET =
      Metadata.Key.of("together-internal-secret", Metadata.ASCII_STRING_MARSHALLER);
  private static final int LEAST_LENGTH = 16;

  private final String secret;

  public InternalCallGuard(@ConfigProperty(name = "together.internal.secret") String secret) {
    if (secret.length() < LEAST_LENGTH) {
      throw new IllegalArgumentException(
          "together.internal.secret is shorter than " + LEAST_LENGTH + " characters");
    }
    this.secret = secret;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var given = headers.get(SECRET);
    if (given == null || !MessageDigest.isEqual(bytes(given), bytes(secret))) {
      call.close(Status.UNAUTHENTICATED.withDescription("internal calls only"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return next.startCall(call, headers);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
