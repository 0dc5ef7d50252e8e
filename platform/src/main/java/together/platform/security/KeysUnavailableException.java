package together.platform.security;

/**
 * A token cannot be judged now: the keys of auth-service are not here yet. Answered with 503, never
 * 401.
 */
public final class KeysUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeysUnavailableException(String message) {
    super(message);
  }
}
