package together.auth.session;

import io.agroal.api.AgroalDataSource;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Refuses tokens of revoked sessions here, where sessions are known, at once; other services learn
 * of it by event.
 */
@ApplicationScoped
class LiveSessions implements SecurityIdentityAugmentor {
  private final AgroalDataSource dataSource;

  LiveSessions(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (identity.getPrincipal() instanceof JsonWebToken token) {
      return context.runBlocking(() -> judged(identity, token));
    }
    return Uni.createFrom().item(identity);
  }

  private SecurityIdentity judged(SecurityIdentity identity, JsonWebToken token) {
    if (!isLive(Long.parseLong(token.<String>getClaim("sid")))) {
      throw new AuthenticationFailedException("the session is revoked");
    }
    return identity;
  }

  private boolean isLive(long sessionId) {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "SELECT 1 FROM sessions WHERE id = ? AND revoked_at IS NULL")) {
      select.setLong(1, sessionId);
      try (var rows = select.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look a session up", e);
    }
  }
}
