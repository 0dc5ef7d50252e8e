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
import together.proto.Relation;
import together.proto.RelationsRequest;
import together.proto.RelationsResponse;
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
  private static final String RELATION = "together.testing.relation.";
  private static final String MESSAGES_FROM = "together.testing.messages-from.";
  private static final long LEAST_USER = 1000;

  private @Nullable HttpServer http;
  private @Nullable Server grpc;

  public static void rename(long userId, String username) {
    System.setProperty(NAME + userId, username);
  }

  /**
   * From now on one of the two has blocked the other ("block"), they are friends ("friend"), or "".
   */
  public static void relate(long userId, long otherId, String relation) {
    System.setProperty(pair(userId, otherId), relation);
  }

  /** Who may open a dm with the user: everyone, server_members, friends. */
  public static void takesMessagesFrom(long userId, String whom) {
    System.setProperty(MESSAGES_FROM + userId, whom);
  }

  private static String pair(long userId, long otherId) {
    return RELATION + Math.min(userId, otherId) + "." + Math.max(userId, otherId);
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

    @Override
    public void relations(RelationsRequest request, StreamObserver<RelationsResponse> answer) {
      var response = RelationsResponse.newBuilder();
      for (var asked : request.getPairsList()) {
        var relation = System.getProperty(pair(asked.getUserId(), asked.getOtherId()), "");
        response.addRelations(
            Relation.newBuilder()
                .setBlocked(relation.equals("block"))
                .setFriends(relation.equals("friend"))
                .setDirectMessagesFrom(
                    System.getProperty(MESSAGES_FROM + asked.getOtherId(), "everyone")));
      }
      answer.onNext(response.build());
      answer.onCompleted();
    }
  }
}
