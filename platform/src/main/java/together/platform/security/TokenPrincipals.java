package together.platform.security;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

/**
 * Lets MicroProfile JWT ({@code @Authenticated}, {@code JsonWebToken}) judge tokens by {@link
 * AccessTokens}.
 */
@ApplicationScoped
@Alternative
@Priority(1)
public class TokenPrincipals extends JWTCallerPrincipalFactory {
  private final AccessTokens tokens;

  public TokenPrincipals(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
    try {
      return new DefaultJWTCallerPrincipal(tokens.verify(token).claims());
    } catch (BadTokenException e) {
      throw new ParseException(e.getMessage());
    }
  }
}
