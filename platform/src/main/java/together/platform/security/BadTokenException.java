package together.platform.security;

/** An access token that is malformed, forged, expired or signed by another. Answered with 401. */
public final class BadTokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadTokenException(String message) {
    super(message, null, false, false);
  }
}
