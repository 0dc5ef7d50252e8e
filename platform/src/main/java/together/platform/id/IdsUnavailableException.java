package together.platform.id;

/**
 * No id can be issued now: the worker number's lease is lost or the clock stepped back too far.
 * Answered with 503.
 */
public final class IdsUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public IdsUnavailableException(String message) {
    super(message);
  }
}
