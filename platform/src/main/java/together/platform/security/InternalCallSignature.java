package together.platform.security;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Puts the services' shared secret on every internal gRPC call; {@link InternalCallGuard} asks for
 * it.
 */
@GlobalInterceptor
@ApplicationScoped
public class InternalCallSignature implements ClientInterceptor {
  private final String secret;

  public InternalCallSignature(@ConfigProperty(name = "together.internal.secret") String secret) {
    this.secret = secret;
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        headers.put(InternalCallGuard.SECRET, secret);
        super.start(listener, headers);
      }
    };
  }
}
