package together.platform.security;

import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls this route, from the access token. Only on routes marked {@code @Authenticated}. */
@RequestScoped
public class Caller {
  private final JsonWebToken token;

  public Caller(JsonWebToken token) {
    this.token = token;
  }

  public long userId() {
    return Long.parseLong(token.getSubject());
  }

  /** The login session the token belongs to. */
  public long sessionId() {
    return Long.parseLong(token.<String>getClaim("sid"));
  }
}
