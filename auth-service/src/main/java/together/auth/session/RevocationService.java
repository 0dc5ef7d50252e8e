package together.auth.session;

import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import together.auth.token.TokenSettings;
import together.platform.grpc.VirtualCalls;
import together.platform.json.Moments;
import together.proto.RevokedPosition;
import together.proto.RevokedSession;
import together.proto.RevokedSessionsRequest;
import together.proto.RevokedSessionsResponse;
import together.proto.Sessions;

/** Tells the gateways which sessions have ended before their access tokens did. */
@GrpcService
public class RevocationService implements Sessions {
  private static final int MOST = 5_000;

  /**
   * So long after its moment a revocation is there for all to see: its transaction is over, which
   * takes at most 60 s, and the clocks of several processes differ by less.
   */
  private static final Duration SETTLED = Duration.ofSeconds(90);

  private final RevocationRepository repository;
  private final TokenSettings tokens;
  private final VirtualCalls calls;
  private final Clock clock;

  RevocationService(
      RevocationRepository repository, TokenSettings tokens, VirtualCalls calls, Clock clock) {
    this.repository = repository;
    this.tokens = tokens;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public Uni<RevokedSessionsResponse> revoked(RevokedSessionsRequest request) {
    return calls.answer(() -> {
      var now = clock.instant();
      return request.hasAfter() ? after(position(request.getAfter()), now) : first(now);
    });
  }

  /** Of what was revoked long ago only long tokens can live. */
  private RevokedSessionsResponse first(Instant now) throws SQLException {
    var longAgo = now.minus(tokens.accessLifetime());
    var found = repository.withLongToken(longAgo, now, MOST);
    return answer(found, new Revocation.Position(longAgo, 0), true);
  }

  private RevokedSessionsResponse after(Revocation.Position after, Instant now)
      throws SQLException {
    var found = repository.after(after, now, MOST);
    return answer(found, new Revocation.Position(now.minus(SETTLED), 0), false);
  }

  /** {@code end}: where the stretch ends, when this is all of it. */
  private RevokedSessionsResponse answer(
      List<Revocation> found, Revocation.Position end, boolean moreBehind) {
    boolean full = found.size() == MOST;
    var answer =
        RevokedSessionsResponse.newBuilder()
            .setNext(proto(full ? found.getLast().position() : end))
            .setMore(full || moreBehind);
    found.forEach(revocation -> answer.addSessions(proto(revocation)));
    return answer.build();
  }

  private RevokedSession proto(Revocation revocation) {
    var longToken = revocation.longToken();
    var until =
        longToken == null ? revocation.revokedAt().plus(tokens.accessLifetime()) : longToken;
    return RevokedSession.newBuilder()
        .setUserId(revocation.userId())
        .setSessionId(revocation.sessionId())
        .setRevokedAt(Moments.proto(revocation.revokedAt()))
        .setTokensUntil(Moments.proto(until))
        .build();
  }

  private static RevokedPosition proto(Revocation.Position position) {
    return RevokedPosition.newBuilder()
        .setRevokedAt(Moments.proto(position.revokedAt()))
        .setSessionId(position.sessionId())
        .build();
  }

  private static Revocation.Position position(RevokedPosition proto) {
    return new Revocation.Position(Moments.instant(proto.getRevokedAt()), proto.getSessionId());
  }
}
