package together.platform.outbox;

/** The outbox cannot be written: the transaction must not commit. */
public final class OutboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
