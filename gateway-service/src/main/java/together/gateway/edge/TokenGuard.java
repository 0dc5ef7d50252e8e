package together.gateway.edge;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import together.platform.problem.CommonProblem;
import together.platform.problem.ProblemException;
import together.platform.security.AccessTokens;
import together.platform.security.AccessTokens.Verified;
import together.platform.security.BadTokenException;
import together.platform.security.KeysUnavailableException;

/** Judges the access token of a request. Never blocks. */
@ApplicationScoped
public class TokenGuard {
  private static final String SCHEME = "Bearer ";

  private final AccessTokens tokens;
  private final Revocations revocations;

  public TokenGuard(AccessTokens tokens, Revocations revocations) {
    this.tokens = tokens;
    this.revocations = revocations;
  }

  /**
   * Who calls.
   *
   * @param authorization the header's value
   * @throws ProblemException 401 without a valid token of a living session, 503 when that cannot be
   *     judged now
   */
  public Verified check(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unauthorized();
    }
    Verified caller;
    try {
      caller = tokens.verify(authorization.substring(SCHEME.length()).strip());
    } catch (BadTokenException e) {
      throw unauthorized();
    } catch (KeysUnavailableException e) {
      throw new ProblemException(
          CommonProblem.DEPENDENCY_UNAVAILABLE, "tokens cannot be verified now; try again");
    }
    if (revocations.isRevoked(caller.userId(), caller.sessionId())) {
      throw unauthorized();
    }
    return caller;
  }

  private static ProblemException unauthorized() {
    return new ProblemException(CommonProblem.UNAUTHORIZED, "a valid access token is needed");
  }
}
