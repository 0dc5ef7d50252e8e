package together.guild.testing;

import com.sun.net.httpserver.HttpServer;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import together.proto.GetUsersRequest;
import together.proto.GetUsersResponse;
import together.proto.User;
import together.proto.UserDirectoryGrpc.UserDirectoryImplBase;

/**
 * As much of auth-service as guild-service needs: public keys over HTTP and the directory over
 * gRPC. Every id above 1000 is a user, called {@code user-<id>} until {@link #rename}.
 */
public final class FakeAuthService {
  /** System properties, because the application under test has class loaders of its own. */
  static final String SIGNING_KEY = "together.testing.signing-key";

  private static final String NAME = "together.testing.user-name.";
  private static final long LEAST_USER = 1000;

  private @Nullable HttpServer http;
  private @Nullable Server grpc;

  public static void rename(long userId, String username) {
    System.setProperty(NAME + userId, username);
  }

  /** Serves on free ports; the settings that lead there. */
  Map<String, String> start() {
    try {
      var loopback = InetAddress.getLoopbackAddress();
      http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      var keys = new JsonWebKeySet(signingKey()).toJson().getBytes(StandardCharsets.UTF_8);
      http.createContext(
          "/.well-known/jwks.json",
          exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
          });
      http.start();
      grpc =
          Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
              .addService(new Directory())
              .build()
              .start();
      return Map.of(
          "TOGETHER_AUTH_URL",
          "http://127.0.0.1:" + http.getAddress().getPort(),
          "TOGETHER_AUTH_HOST",
          "127.0.0.1",
          "quarkus.grpc.clients.auth.test-port",
          Integer.toString(grpc.getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RsaJsonWebKey signingKey() {
    try {
      var key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId("test");
      System.setProperty(SIGNING_KEY, key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  void stop() {
    if (http != null) {
      http.stop(0);
    }
    if (grpc != null) {
      grpc.shutdownNow();
    }
  }

  private static final class Directory extends UserDirectoryImplBase {
    @Override
    public void get(GetUsersRequest request, StreamObserver<GetUsersResponse> answer) {
      var response = GetUsersResponse.newBuilder();
      for (long id : request.getUserIdsList()) {
        if (id > LEAST_USER) {
          response.addUsers(
              User.newBuilder().setId(id).setUsername(System.getProperty(NAME + id, "user-" + id)));
        }
      }
      answer.onNext(response.build());
      answer.onCompleted();
    }
  }
}
