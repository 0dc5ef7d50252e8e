package together.guild.authority;

import io.grpc.Status;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import together.platform.grpc.VirtualCalls;
import together.proto.AuthorizeRequest;
import together.proto.AuthorizeResponse;
import together.proto.GetGuildRequest;
import together.proto.Guild;
import together.proto.GuildAccess;
import together.proto.SessionRequest;
import together.proto.SessionResponse;

/** The service's answers to the other services. */
@GrpcService
public class GuildAccessService implements GuildAccess {
  private static final int MOST_QUERIES = 1000;

  private final Authority authority;
  private final Sessions sessions;
  private final VirtualCalls calls;

  GuildAccessService(Authority authority, Sessions sessions, VirtualCalls calls) {
    this.authority = authority;
    this.sessions = sessions;
    this.calls = calls;
  }

  @Override
  public Uni<AuthorizeResponse> authorize(AuthorizeRequest request) {
    return calls.answer(() -> {
      if (request.getQueriesCount() > MOST_QUERIES) {
        throw Status.INVALID_ARGUMENT
            .withDescription("more than " + MOST_QUERIES + " queries")
            .asRuntimeException();
      }
      return AuthorizeResponse.newBuilder()
          .addAllAuthorizations(authority.authorize(request.getQueriesList()))
          .build();
    });
  }

  @Override
  public Uni<SessionResponse> session(SessionRequest request) {
    return calls.answer(() ->
        SessionResponse.newBuilder()
            .addAllGuilds(sessions.of(request.getUserId(), request.getGuildIdsList()))
            .build());
  }

  @Override
  public Uni<Guild> guild(GetGuildRequest request) {
    return calls.answer(() ->
        sessions
            .guild(request.getGuildId())
            .orElseThrow(() ->
                Status.NOT_FOUND
                    .withDescription("no guild " + request.getGuildId())
                    .asRuntimeException()));
  }
}
