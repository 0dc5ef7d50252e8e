package together.auth.token;

/**
 * A signed access token.
 *
 * @param value the JWT
 * @param expiresIn seconds from now
 */
public record AccessToken(String value, int expiresIn) {}
