package together.guild.authority;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import together.platform.problem.ProblemMappers;
import together.proto.AuthorizeRequest;
import together.proto.AuthorizeResponse;
import together.proto.GetGuildRequest;
import together.proto.Guild;
import together.proto.GuildAccess;
import together.proto.SessionRequest;
import together.proto.SessionResponse;

/** The service's answers to the other services. */
@GrpcService
@RunOnVirtualThread
public class GuildAccessService implements GuildAccess {
  private static final Logger log = Logger.getLogger(GuildAccessService.class);
  private static final int MOST_QUERIES = 1000;

  private final Authority authority;
  private final Sessions sessions;

  public GuildAccessService(Authority authority, Sessions sessions) {
    this.authority = authority;
    this.sessions = sessions;
  }

  @Override
  public Uni<AuthorizeResponse> authorize(AuthorizeRequest request) {
    return answer(() -> {
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
    return answer(() ->
        SessionResponse.newBuilder()
            .addAllGuilds(sessions.of(request.getUserId(), request.getGuildIdsList()))
            .build());
  }

  @Override
  public Uni<Guild> guild(GetGuildRequest request) {
    return answer(() ->
        sessions
            .guild(request.getGuildId())
            .orElseThrow(() ->
                Status.NOT_FOUND
                    .withDescription("no guild " + request.getGuildId())
                    .asRuntimeException()));
  }

  private static <T> Uni<T> answer(Supplier<T> work) {
    try {
      return Uni.createFrom().item(work.get());
    } catch (RuntimeException e) {
      return Uni.createFrom().failure(status(e));
    }
  }

  /** UNAVAILABLE when the same call may succeed in a moment. */
  private static StatusRuntimeException status(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (ProblemMappers.isDependencyDown(cause)) {
        log.warnf("a dependency is down: %s", cause.getMessage());
        return Status.UNAVAILABLE.withDescription("a dependency is down").asRuntimeException();
      }
      if (cause instanceof StatusRuntimeException status) {
        return status;
      }
    }
    log.error("a call failed", e);
    return Status.INTERNAL.withDescription("see the log").asRuntimeException();
  }
}
